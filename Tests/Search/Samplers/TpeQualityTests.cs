using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>The model must pay: medians over seeds, all fixed.</summary>
public sealed class TpeQualityTests
{
    private const int Seeds = 15;

    private static readonly ImmutableArray<ParameterSpec> BraninSpace = [Float("x", -5, 10), Float("y", 0, 15)];

    private static readonly ImmutableArray<ParameterSpec> MixedSpace =
    [
        LogFloat("lr", 1e-5, 1),
        LogFloat("decay", 1e-6, 1e-1),
        Int("depth", 1, 12),
        Float("dropout", 0, 0.8, 0.05),
        Choice("optimizer", "sgd", "adam", "rmsprop"),
        When(Float("momentum", 0, 1), "optimizer", ParameterValue.Of("sgd")),
    ];

    [Fact]
    public void Suggest_Branin_BeatsRandomByFar() => AssertBeats(BraninSpace, Branin, optimum: 0.397887, factor: 2);

    [Fact]
    public void Suggest_MixedConditionalFunction_BeatsRandomByFar() => AssertBeats(MixedSpace, Mixed, optimum: 0, factor: 2);

    [Fact]
    public void Suggest_FiniteSpace_FindsTheBestPointSoonerThanRandom()
    {
        ImmutableArray<ParameterSpec> parameters = [.. Enumerable.Range(0, 5).Select(i => Int($"p{i}", 0, 5))];
        static double Score(ParameterSet point) => point.Values.Sum(value => Math.Pow(value.Value.Number - 4, 2));
        AssertBeats(parameters, Score, optimum: -0.5, factor: 1.5);
    }

    private static void AssertBeats(
        ImmutableArray<ParameterSpec> parameters, Func<ParameterSet, double> function, double optimum, double factor)
    {
        var random = MedianRegret(new RandomMethod(), parameters, function, optimum);
        var tpe = MedianRegret(new TpeMethod(), parameters, function, optimum);
        Assert.True(tpe * factor < random, $"median regret: tpe {tpe}, random {random}");
    }

    private static double MedianRegret(
        MethodSpec method, ImmutableArray<ParameterSpec> parameters, Func<ParameterSet, double> function, double optimum) =>
        Enumerable.Range(0, Seeds)
            .Select(seed => new SearchPlayer(method, parameters, seed).Play(100, function, parallel: 4).Points.Min(function) - optimum)
            .Order()
            .ElementAt(Seeds / 2);

    private static double Branin(ParameterSet point)
    {
        var (x, y) = (point["x"]!.Value.Number, point["y"]!.Value.Number);
        var parabola = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (parabola * parabola) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    private static double Mixed(ParameterSet point)
    {
        var penalty = point["optimizer"]!.Value.Text == "sgd" ? Math.Pow(point["momentum"]!.Value.Number - 0.9, 2) : 0.1;
        return (0.1 * Math.Pow(Math.Log10(point["lr"]!.Value.Number) + 2, 2))
            + (0.03 * Math.Pow(Math.Log10(point["decay"]!.Value.Number) + 4, 2))
            + (0.01 * Math.Pow(point["depth"]!.Value.Number - 7, 2))
            + Math.Pow(point["dropout"]!.Value.Number - 0.3, 2)
            + penalty;
    }
}
