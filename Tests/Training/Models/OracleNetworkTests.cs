using System.Text.Json;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Models;

public sealed class OracleNetworkTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private readonly DisposeScopeHolder _scope = new();

    public static TheoryData<string> Cases => ["lenet_d2l28", "resnet_v1_tv_28"];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_EvaluationMode_GivesTheLogitsOfPyTorch(string name)
    {
        var (network, oracle) = Build(name);
        using var frozen = no_grad();

        var logits = network.Forward(Images(oracle, batch: 0), training: false);

        Oracle.AssertClose(Oracle.Doubles(oracle.GetProperty("eval_initial").GetProperty("logits")), Floats(logits), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_TrainingMode_GivesTheLossOfPyTorch(string name)
    {
        var (network, oracle) = Build(name);

        var loss = Loss(network, oracle);

        Assert.Equal(oracle.GetProperty("train").GetProperty("loss").GetDouble(), loss.item<float>(), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_TrainingMode_GivesTheGradientsOfPyTorch(string name)
    {
        var (network, oracle) = Build(name);

        Loss(network, oracle).backward();

        var gradients = network.Weights.SelectMany(weight => Floats(weight.Value.grad!));
        Oracle.AssertClose(Oracle.LoadFloats($"small/{name}.grads.f32").Select(value => (double)value), gradients, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_OneStepOfPlainSgd_GivesTheWeightsOfPyTorch(string name)
    {
        var (network, oracle) = Build(name);
        using var optimizer = new SgdSettings(WeightDecay: 0, Momentum: 0, Nesterov: false).Create(network.Weights);
        Loss(network, oracle).backward();

        using (no_grad())
        {
            optimizer.Update(learningRate: 0.1, update: 0);
        }

        var weights = network.Weights.SelectMany(weight => Floats(weight.Value));
        Oracle.AssertClose(Oracle.LoadFloats($"small/{name}.sgd1.f32").Select(value => (double)value), weights, Tolerance);
    }

    [Fact]
    public void Forward_TwoBatchesInTrainingMode_MovesTheNormsAveragesLikePyTorch()
    {
        var (network, oracle) = Build("resnet_v1_tv_28");
        using var frozen = no_grad();

        network.Forward(Images(oracle, batch: 0), training: true);
        network.Forward(Images(oracle, batch: 1), training: true);

        var expected = oracle.GetProperty("bn_after_two_batches");
        var means = network.State.Where(entry => entry.Key.EndsWith("running_mean", StringComparison.Ordinal));
        var variances = network.State.Where(entry => entry.Key.EndsWith("running_var", StringComparison.Ordinal));
        Oracle.AssertClose(Oracle.Doubles(expected.GetProperty("mean")), means.SelectMany(entry => Floats(entry.Value)), Tolerance);
        Oracle.AssertClose(
            Oracle.Doubles(expected.GetProperty("var_framework_unbiased")), variances.SelectMany(entry => Floats(entry.Value)), Tolerance);
    }

    private static (Network Network, JsonElement Oracle) Build(string name)
    {
        IArchitecture architecture = name == "lenet_d2l28"
            ? new LeNet(ActivationKind.Sigmoid, PoolKind.Avg, Width: 1, Dropout: 0)
            : new ResNet(Depth: 8, Width: 8);
        var network = Network.Build(architecture, side: 28, classes: 10, seed: 0, CPU);
        using var frozen = no_grad();
        for (var i = 0; i < network.Weights.Count; i++)
        {
            var (_, kind, value) = network.Weights[i];
            value.copy_(tensor(Oracle.WeightValues(i, kind, value.shape), value.shape));
        }

        return (network, Oracle.Load($"small/{name}.json"));
    }

    private static Tensor Images(JsonElement oracle, int batch)
    {
        var count = oracle.GetProperty("input")[0].GetInt32();
        return tensor(Oracle.Pixels(batch, count, 28), [count, 1, 28, 28]);
    }

    private static Tensor Loss(Network network, JsonElement oracle)
    {
        var labels = tensor([.. Oracle.Doubles(oracle.GetProperty("labels").GetProperty("A")).Select(label => (long)label)]);
        return nn.functional.cross_entropy(network.Forward(Images(oracle, batch: 0), training: true), labels);
    }

    private static float[] Floats(Tensor value) => value.detach().data<float>().ToArray();
}
