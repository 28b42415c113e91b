using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Models;
using SweepCluster.Training.Optimizers;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Optimizers;

[Trait("Category", "Oracle")]
public sealed class OptimizerTests : IDisposable
{
    private const int Size = 5;

    private readonly DisposeScopeHolder _scope = new();

    public static TheoryData<string> Cases =>
        ["sgd_lr005", "sgd_m09", "sgd_nesterov", "sgd_m09_wd01", "adam", "adam_wd01", "adamw_wd01", "rmsprop", "rmsprop_centered_m09"];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_TenStepsOnTheToyProblem_FollowsPyTorch(string name)
    {
        var expected = Oracle.Load("optimizers.json").GetProperty(name);
        var theta = Vector(31000, -1).requires_grad_();
        var (settings, learningRate) = SettingsOf(name);
        using var optimizer = settings.Create([new Weight("theta", WeightKind.Linear, theta)]);

        var losses = Enumerable.Range(0, 10).Select(step => Step(theta, optimizer, learningRate, step)).ToArray();

        Assert.All(Oracle.Doubles(expected.GetProperty("losses")).Zip(losses), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
        Assert.All(
            Oracle.Doubles(expected.GetProperty("theta")).Zip(theta.detach().data<double>()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Theory]
    [InlineData("sgd_m09_wd01")]
    [InlineData("adam_wd01")]
    public void Update_BiasThatDecaysAllTheSame_IsTreatedLikeAMatrix(string name)
    {
        var settings = SettingsOf(name).Settings with { DecaysEverything = true };
        var (bias, matrix) = (Vector(31000, -1).requires_grad_(), Vector(31000, -1).requires_grad_());
        using var ofBias = settings.Create([new Weight("bias", WeightKind.Bias, bias)]);
        using var ofMatrix = settings.Create([new Weight("matrix", WeightKind.Linear, matrix)]);

        Step(bias, ofBias, 0.05, 0);
        Step(matrix, ofMatrix, 0.05, 0);

        Assert.True(bias.Equals(matrix));
    }

    [Theory]
    [InlineData("sgd_m09_wd01")]
    [InlineData("adam_wd01")]
    [InlineData("adamw_wd01")]
    public void Update_WeightThatDoesNotDecay_ForgetsWeightDecay(string name)
    {
        var settings = SettingsOf(name).Settings;
        var exempt = Vector(31000, -1).requires_grad_();
        var plain = Vector(31000, -1).requires_grad_();
        using var withDecay = settings.Create([new Weight("exempt", WeightKind.Bias, exempt)]);
        using var without = (settings with { WeightDecay = 0 }).Create([new Weight("plain", WeightKind.Linear, plain)]);

        Step(exempt, withDecay, 0.05, 0);
        Step(plain, without, 0.05, 0);

        Assert.True(exempt.Equals(plain));
    }

    private static (OptimizerSettings Settings, double LearningRate) SettingsOf(string name) => name switch
    {
        "sgd_lr005" => (new SgdSettings(0, 0, Nesterov: false), 0.05),
        "sgd_m09" => (new SgdSettings(0, 0.9, Nesterov: false), 0.02),
        "sgd_nesterov" => (new SgdSettings(0, 0.9, Nesterov: true), 0.02),
        "sgd_m09_wd01" => (new SgdSettings(0.1, 0.9, Nesterov: false), 0.02),
        "adam" => (new AdamSettings(0, 0.9, 0.999, IsDecoupled: false), 0.05),
        "adam_wd01" => (new AdamSettings(0.1, 0.9, 0.999, IsDecoupled: false), 0.05),
        "adamw_wd01" => (new AdamSettings(0.1, 0.9, 0.999, IsDecoupled: true), 0.05),
        "rmsprop" => (new RmsPropSettings(0, 0.99, 0, IsCentered: false), 0.02),
        "rmsprop_centered_m09" => (new RmsPropSettings(0, 0.99, 0.9, IsCentered: true), 0.01),
        _ => throw new InvalidOperationException($"No optimiser of ours is called '{name}'."),
    };

    private static double Step(Tensor theta, IOptimizer optimizer, double learningRate, int update)
    {
        var factor = Vector(31001, -1, Size * Size).reshape(Size, Size);
        var hessian = factor.matmul(factor.t()) + (0.5 * eye(Size, Size, ScalarType.Float64));
        var loss = (0.5 * theta.dot(hessian.mv(theta))) - Vector(31002, -1).dot(theta) + (0.1 * (theta * 3).sin().sum());
        loss.backward();
        using (no_grad())
        {
            optimizer.Update(learningRate, update);
        }

        theta.grad = null;
        return loss.item<double>();
    }

    private static Tensor Vector(int stream, double low, int count = Size) =>
        tensor(Enumerable.Range(0, count).Select(i => Oracle.Between(low, 1, i, stream)).ToArray());
}
