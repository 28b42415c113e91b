using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Optimizers;
using SweepCluster.Training.Tests.Oracles;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Models;

/// <summary>Every small reference network, run with the reference's weights and images.</summary>
[Trait("Category", "Oracle")]
public sealed class OracleNetworkTests : IDisposable
{
    private const double TrajectoryTolerance = 1e-6;

    private readonly DisposeScopeHolder _scope = new();

    public static TheoryData<string> Cases => [.. Oracle.NamesIn("small", ".json")];

    public static TheoryData<string> Normed => [.. Oracle.NamesIn("small", ".json").Where(name => Oracle.Load($"small/{name}.json").TryGetProperty("bn_after_two_batches", out _))];

    public static TheoryData<string, string> Trajectories
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Oracle.NamesIn("small", ".json"))
            {
                foreach (var trajectory in Oracle.Load($"small/{name}.json").GetProperty("trajectories").EnumerateObject())
                {
                    data.Add(name, trajectory.Name);
                }
            }

            return data;
        }
    }

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_EvaluationMode_GivesTheLogitsOfPyTorch(string name)
    {
        var small = new SmallCase(name);
        using var frozen = no_grad();

        var logits = small.Network.Forward(small.Images(batch: 0), training: false);

        Oracle.AssertClose(small.Doubles("eval_initial", "logits"), Floats(logits), small.Tolerance("eval_initial_logits"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_TrainingMode_GivesTheLogitsAndLossOfPyTorch(string name)
    {
        var small = new SmallCase(name);

        var logits = small.Network.Forward(small.Images(batch: 0), training: true);
        var loss = nn.functional.cross_entropy(logits, small.Labels(batch: 0));

        Oracle.AssertClose(small.Doubles("train", "logits"), Floats(logits), small.Tolerance("train_logits"));
        Oracle.AssertClose(small.Doubles("train", "loss"), Floats(loss), small.Tolerance("train_loss"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_TrainingMode_GivesTheGradientsOfPyTorch(string name)
    {
        var small = new SmallCase(name);

        small.Loss(batch: 0).backward();

        var gradients = small.Network.Weights.SelectMany(weight => Floats(weight.Value.grad!)).ToArray();
        var norm = Math.Sqrt(gradients.Sum(value => (double)value * value));
        Oracle.AssertClose(Oracle.LoadFloats($"small/{name}.grads.f32").Select(value => (double)value), gradients, small.Tolerance("grads"));
        Assert.Equal(1, norm / small.Doubles("train", "grad_total_norm")[0], small.Tolerance("grad_total_norm"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_OneStepOfPlainSgd_GivesTheWeightsOfPyTorch(string name)
    {
        var small = new SmallCase(name);
        using var optimizer = new SgdSettings(WeightDecay: 0, Momentum: 0, Nesterov: false).Create(small.Network.Weights);

        small.Train(optimizer, batch: 0, learningRate: 0.1, update: 0);

        var weights = small.Network.Weights.SelectMany(weight => Floats(weight.Value));
        Oracle.AssertClose(Oracle.LoadFloats($"small/{name}.sgd1.f32").Select(value => (double)value), weights, small.Tolerance("sgd1_params"));
    }

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void Update_FiveSteps_FollowsTheLossesOfPyTorch(string name, string trajectory)
    {
        var small = new SmallCase(name, type: ScalarType.Float64); // in single precision rectifiers flip and the nets part ways
        var (settings, learningRate) = SmallCase.OptimizerOf(trajectory);
        using var optimizer = (settings with { DecaysEverything = true }).Create(small.Network.Weights);

        var losses = Enumerable.Range(0, 5).Select(update => (float)small.Train(optimizer, batch: update % 2, learningRate, update)).ToArray();

        Oracle.AssertClose(
            Oracle.Doubles(small.Property("trajectories").GetProperty(trajectory).GetProperty("losses")),
            losses,
            TrajectoryTolerance);
    }

    [Theory]
    [MemberData(nameof(Normed))]
    public void Forward_TwoBatchesInTrainingMode_MovesTheNormsAveragesLikePyTorch(string name) =>
        CheckAverages(name, norm => norm, "var_framework_unbiased", "eval_logits_framework", "bn_var_unbiased");

    [Theory]
    [MemberData(nameof(Normed))]
    public void Forward_TwoBatchesThroughTheFormula_MovesTheNormsAveragesLikePyTorch(string name) =>
        CheckAverages(name, norm => norm with { Kind = NormKind.BatchScratch }, "var_framework_unbiased", "eval_logits_framework", "bn_var_unbiased");

    [Theory]
    [MemberData(nameof(Normed))]
    public void Forward_TwoBatchesThroughTheBiasedFormula_MovesTheNormsAveragesLikeTheBook(string name) => CheckAverages(
        name, norm => norm with { Kind = NormKind.BatchScratch, BiasedVariance = true }, "var_d2l_biased", "eval_logits_d2l_biased", "bn_var_biased");

    private static void CheckAverages(
        string name, Func<NormSettings, NormSettings> norm, string varianceName, string logitsName, string varianceError)
    {
        var small = new SmallCase(name, norm);
        using var frozen = no_grad();

        small.Network.Forward(small.Images(batch: 0), training: true);
        small.Network.Forward(small.Images(batch: 1), training: true);
        var logits = small.Network.Forward(small.Images(batch: 0), training: false);

        var means = small.Network.State.Where(entry => entry.Key.EndsWith("running_mean", StringComparison.Ordinal));
        var variances = small.Network.State.Where(entry => entry.Key.EndsWith("running_var", StringComparison.Ordinal));
        Oracle.AssertClose(small.Doubles("bn_after_two_batches", "mean"), means.SelectMany(entry => Floats(entry.Value)), small.Tolerance("bn_mean"));
        Oracle.AssertClose(
            small.Doubles("bn_after_two_batches", varianceName), variances.SelectMany(entry => Floats(entry.Value)), small.Tolerance(varianceError));
        Oracle.AssertClose(
            small.Doubles("bn_after_two_batches", logitsName),
            Floats(logits),
            Math.Max(small.Tolerance("eval_after2_logits"), small.Tolerance("eval_after2_logits_biased")));
    }

    private static float[] Floats(Tensor value) => value.detach().contiguous().data<float>().ToArray();
}
