using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Problems;

/// <summary>Problems where some choices decide which other parameters there are.</summary>
internal static class ConditionalProblems
{
    private static readonly double[] BaseLosses = [0.30, 0.20, 0.24];
    private static readonly double[] BestLogRates = [-2.5, -1.2, -2.0];
    private static readonly double[] BestLogDecays = [-3.5, -4.0, -4.5];
    private static readonly string[] InceptionShares = ["inc.r1", "inc.r3", "inc.r5", "inc.pool"];

    public static IEnumerable<IProblem> All =>
    [
        new FormulaProblem("jenatton-tree", Tree, 0.1, TreeLoss),
        new FormulaProblem("cond-arch", Architectures, 0.163001327440, ArchitectureLoss),
    ];

    // Jenatton et al. 2017, "Bayesian optimization with tree-structured dependencies".
    private static ImmutableArray<ParameterSpec> Tree =>
    [
        Axes.Choice("k1", 2),
        Axes.Choice("k2", 2).When("k1", 0),
        Axes.Choice("k3", 2).When("k1", 1),
        Axes.Real("r8", 0, 1).When("k1", 0),
        Axes.Real("r9", 0, 1).When("k1", 1),
        Axes.Real("x4", -1, 1).When("k2", 0),
        Axes.Real("x5", -1, 1).When("k2", 1),
        Axes.Real("x6", -1, 1).When("k3", 0),
        Axes.Real("x7", -1, 1).When("k3", 1),
    ];

    private static ImmutableArray<ParameterSpec> Architectures =>
    [
        Axes.Choice("arch", 3),
        Axes.Log("lr", 1e-5, 1),
        Axes.Log("wd", 1e-6, 1e-2),
        Axes.Choice("aug", 2),
        Axes.Whole("vgg.blocks", 1, 5).When("arch", 0),
        Axes.LogWhole("vgg.dense", 64, 1024).When("arch", 0),
        Axes.Real("vgg.dropout", 0, 0.7).When("arch", 0),
        .. Enumerable.Range(0, 5).Select(i => Axes.Whole($"vgg.width{i}", 16, 256, 16).When("vgg.blocks", Enumerable.Range(i + 1, 5 - i))),
        Axes.Whole("res.depth", 1, 9).When("arch", 1),
        Axes.LogWhole("res.width", 16, 128).When("arch", 1),
        Axes.Choice("res.bottleneck", 2).When("arch", 1),
        Axes.Whole("res.expansion", 2, 6).When("res.bottleneck", 1),
        Axes.Whole("inc.modules", 1, 6).When("arch", 2),
        .. InceptionShares.Select(name => Axes.Real(name, 0.05, 1).When("arch", 2)),
    ];

    private static double TreeLoss(ParameterSet point) => (point.Whole("k1"), point["k2"]?.Number, point["k3"]?.Number) switch
    {
        (0, 0, _) => Square(point.Number("x4")) + 0.1 + point.Number("r8"),
        (0, _, _) => Square(point.Number("x5")) + 0.2 + point.Number("r8"),
        (_, _, 0) => Square(point.Number("x6")) + 0.3 + point.Number("r9"),
        _ => Square(point.Number("x7")) + 0.4 + point.Number("r9"),
    };

    private static double ArchitectureLoss(ParameterSet point)
    {
        var family = point.Whole("arch");
        return BaseLosses[family]
            + (0.06 * Square(Math.Log10(point.Number("lr")) - BestLogRates[family]))
            + (0.01 * Square(Math.Log10(point.Number("wd")) - BestLogDecays[family]))
            - (point.Whole("aug") == 1 ? 0.03 : 0)
            + family switch { 0 => BlocksLoss(point), 1 => ResidualLoss(point), _ => InceptionLoss(point) };
    }

    private static double BlocksLoss(ParameterSet point)
    {
        var blocks = point.Whole("vgg.blocks");
        var widths = Enumerable.Range(0, blocks).Sum(i => Square((point.Number($"vgg.width{i}") - Math.Min(256, 32 << i)) / 64));
        return (0.02 * Square(blocks - 3))
            + (0.0025 * Square(Math.Log2(point.Number("vgg.dense")) - 8))
            + (0.15 * Square(point.Number("vgg.dropout") - 0.4))
            + (0.01 * widths / blocks);
    }

    private static double ResidualLoss(ParameterSet point)
    {
        var depth = point.Whole("res.depth");
        var bottleneck = point.Whole("res.bottleneck") == 1
            ? (0.01 * Square(point.Number("res.expansion") - 4)) - (depth >= 6 ? 0.015 : 0)
            : 0;
        return (0.008 * Square(depth - 5)) + (0.02 * Square(Math.Log2(point.Number("res.width")) - 5.5)) + bottleneck;
    }

    private static double InceptionLoss(ParameterSet point)
    {
        var (one, three, five) = (point.Number("inc.r1"), point.Number("inc.r3"), point.Number("inc.r5"));
        var sum = InceptionShares.Sum(point.Number);
        return (0.01 * Square(point.Whole("inc.modules") - 4))
            + (0.2 * (Square((one / sum) - 0.25) + Square((three / sum) - 0.5) + Square((five / sum) - 0.125)))
            + (0.01 * Square(sum - 1.5));
    }

    private static double Square(double x) => x * x;
}
