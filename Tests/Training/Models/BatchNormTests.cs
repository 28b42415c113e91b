using System.Text.Json;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Models;

/// <summary>Batch norm from its formula, against PyTorch's values and against the layer of libtorch.</summary>
[Trait("Category", "Oracle")]
public sealed class BatchNormTests : IDisposable
{
    private const double Tolerance = 1e-7;

    private static readonly long[][] Shapes = [[6, 3], [4, 3, 5, 5], [2, 4, 1, 1], [16, 8, 7, 7]];

    private readonly DisposeScopeHolder _scope = new();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Oracle.Load("batchnorm.json").GetArrayLength())];

    public static TheoryData<int> ShapeIndices => [.. Enumerable.Range(0, Shapes.Length)];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_InTraining_GivesValuesAndGradientsOfPyTorch(int index)
    {
        var norm = new Case(index, biased: false);
        var input = norm.A.requires_grad_();

        var output = norm.Apply(input, training: true);
        (output * norm.R).sum().backward();

        var expected = norm.Json.GetProperty("train_out_A");
        AssertFirst(expected.GetProperty("first"), output);
        Assert.Equal(expected.GetProperty("sum").GetDouble(), output.sum().item<double>(), Tolerance);
        Assert.Equal(expected.GetProperty("l2").GetDouble(), output.norm().item<double>(), Tolerance);
        Assert.Equal(expected.GetProperty("weighted_sum_R").GetDouble(), (output * norm.R).sum().item<double>(), Tolerance);
        var gradients = norm.Json.GetProperty("grads");
        AssertFirst(gradients.GetProperty("dX_first"), input.grad!);
        Assert.Equal(gradients.GetProperty("dX_l2").GetDouble(), input.grad!.norm().item<double>(), Tolerance);
        AssertFirst(gradients.GetProperty("dgamma"), norm.Gain.grad!);
        AssertFirst(gradients.GetProperty("dbeta"), norm.Shift.grad!);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_TwoBatchesInTraining_MovesTheAveragesOfEitherKind(int index)
    {
        foreach (var (biased, variance) in new[] { (false, "var_unbiased"), (true, "var_biased") })
        {
            var norm = new Case(index, biased);
            norm.Apply(norm.A, training: true);
            Check("running_after_A");
            norm.Apply(norm.B, training: true);
            Check("running_after_A_B");

            void Check(string moment)
            {
                AssertFirst(norm.Json.GetProperty(moment).GetProperty("mean"), norm.Mean);
                AssertFirst(norm.Json.GetProperty(moment).GetProperty(variance), norm.Variance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_InEvaluation_UsesTheAveragesWhetherGradientsAreRecordedOrNot(int index)
    {
        foreach (var (biased, name) in new[] { (false, "eval_out_Q_unbiased"), (true, "eval_out_Q_biased") })
        {
            var norm = new Case(index, biased);
            using (no_grad())
            {
                norm.Apply(norm.A, training: true); // moves the averages although nothing is recorded
                norm.Apply(norm.B, training: true);
            }

            var mean = norm.Mean.clone();
            var output = norm.Apply(norm.Q, training: false);

            AssertFirst(norm.Json.GetProperty(name).GetProperty("first"), output);
            Assert.Equal(norm.Json.GetProperty(name).GetProperty("l2").GetDouble(), output.norm().item<double>(), Tolerance);
            Assert.Equal(norm.Json.GetProperty(name).GetProperty("sum").GetDouble(), output.sum().item<double>(), Tolerance);
            Assert.True(mean.Equals(norm.Mean));
        }
    }

    [Theory]
    [MemberData(nameof(ShapeIndices))]
    public void Forward_Module_IsTheLayerOfLibtorch(int shape)
    {
        manual_seed(3);
        var store = Store();
        var scratch = new ScratchBatchNorm("norm", NormSettings.Batch with { Kind = NormKind.BatchScratch }, store);
        var (gain, shift, mean, variance) = (
            rand(Shapes[shape][1]).requires_grad_(), rand(Shapes[shape][1]).requires_grad_(), zeros(Shapes[shape][1]), ones(Shapes[shape][1]));
        var library = new BatchNorm(gain, shift, mean, variance, momentum: 0.1, epsilon: 1e-5);
        scratch.Create(Shapes[shape][1]);
        using (no_grad())
        {
            store.State["norm.weight"].copy_(gain);
            store.State["norm.bias"].copy_(shift);
        }

        for (var batch = 0; batch < 3; batch++)
        {
            var weighting = rand(Shapes[shape]);
            var (ours, theirs) = (randn(Shapes[shape]).add(2).requires_grad_(), zeros(Shapes[shape]).requires_grad_());
            using (no_grad())
            {
                theirs.copy_(ours);
            }

            var (output, expected) = (scratch.Forward(ours, training: true), library.Forward(theirs, training: true));
            (output * weighting).sum().backward();
            (expected * weighting).sum().backward();

            AssertNear(expected, output);
            AssertNear(theirs.grad!, ours.grad!);
        }

        AssertNear(gain.grad!, store.State["norm.weight"].grad!);
        AssertNear(shift.grad!, store.State["norm.bias"].grad!);
        AssertNear(mean, store.State["norm.running_mean"]);
        AssertNear(variance, store.State["norm.running_var"]);
        var probe = randn(Shapes[shape]);
        AssertNear(library.Forward(probe, training: false), scratch.Forward(probe, training: false));
    }

    [Fact]
    public void Forward_FirstInput_TellsTheFeatureCount()
    {
        var store = Store();
        var norm = new ScratchBatchNorm("norm", NormSettings.Batch, store);

        norm.Forward(rand(4, 7, 2, 2), training: true);

        Assert.Equal([7, 7], store.Weights.Select(weight => weight.Value.NumberOfElements));
        Assert.Equal(4, store.State.Count);
    }

    [Fact]
    public void Apply_ThreeDimensions_IsRefused() => Assert.Throws<ArgumentException>(() => BatchNormFormula.Apply(
        rand(2, 3, 4), ones(3), zeros(3), zeros(3), ones(3), training: true, momentum: 0.1, biasedVariance: false, epsilon: 1e-5));

    [Fact]
    public void Forward_OneValuePerChannel_IsRefused() => Assert.Throws<InfeasibleException>(
        () => new ScratchBatchNorm("norm", NormSettings.Batch, Store()).Forward(rand(1, 3), training: true));

    private static WeightStore Store() => new(new WeightInitializer(1, InitKind.KaimingUniform), CPU);

    private static void AssertFirst(JsonElement expected, Tensor actual)
    {
        var values = actual.detach().contiguous().data<double>().ToArray();
        Assert.All(Oracle.Doubles(expected).Zip(values), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    private static void AssertNear(Tensor expected, Tensor actual) =>
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-5f * Math.Max(1, expected.abs().max().item<float>()));

    /// <summary>The inputs of a reference case, in double precision.</summary>
    private sealed class Case
    {
        private readonly bool _biased;
        private readonly uint _seed;
        private readonly long[] _shape;

        public Case(int index, bool biased)
        {
            _biased = biased;
            Json = Oracle.Load("batchnorm.json")[index];
            _seed = Json.GetProperty("seed").GetUInt32();
            _shape = [.. Oracle.Doubles(Json.GetProperty("shape")).Select(length => (long)length)];
            (A, B, Q, R) = (Draw(-2, 3, 20000), Draw(-1, 5, 20001), Draw(-2, 2, 20002), Draw(-1, 1, 20003));
            Gain = Channels(20004, 1, 0.2).requires_grad_();
            Shift = Channels(20005, 0, 0.1).requires_grad_();
            (Mean, Variance) = (zeros(_shape[1], float64), ones(_shape[1], float64));
        }

        public JsonElement Json { get; }

        public Tensor A { get; }

        public Tensor B { get; }

        public Tensor Q { get; }

        public Tensor R { get; }

        public Tensor Gain { get; }

        public Tensor Shift { get; }

        public Tensor Mean { get; }

        public Tensor Variance { get; }

        public Tensor Apply(Tensor input, bool training) => BatchNormFormula.Apply(
            input,
            Gain,
            Shift,
            Mean,
            Variance,
            training,
            Json.GetProperty("momentum_framework").GetDouble(),
            _biased,
            Json.GetProperty("eps").GetDouble());

        private Tensor Draw(double low, double high, int stream)
        {
            var count = _shape.Aggregate(1L, (product, length) => product * length);
            return tensor([.. Enumerable.Range(0, (int)count).Select(i => low + ((high - low) * Oracle.Unit(i, stream, _seed)))], _shape);
        }

        private Tensor Channels(int stream, double centre, double spread) =>
            tensor([.. Enumerable.Range(0, (int)_shape[1]).Select(i => centre + (spread * ((2 * Oracle.Unit(i, stream, _seed)) - 1)))]);
    }
}
