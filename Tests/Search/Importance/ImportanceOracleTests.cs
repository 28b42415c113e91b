using System.Text.Json;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Importance;
using SweepCluster.Search.Space;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Importance;

/// <summary>Variances of given trees, exact, and divergences of given trials as Optuna finds them.</summary>
[Trait("Category", "Oracle")]
public sealed class ImportanceOracleTests
{
    public static TheoryData<string> Trees => OracleFile.Ids("importance", oracle => IsKind(oracle, "fanova-exact-on-given-trees"));

    public static TheoryData<string> Trials => OracleFile.Ids("importance", oracle => IsKind(oracle, "ped-anova"));

    [Theory]
    [MemberData(nameof(Trees))]
    public void TreeVariance_GivenTrees_IsExact(string id)
    {
        var oracle = OracleFile.Case("importance", id);
        Axis[] axes = [.. oracle.Input("bounds").EnumerateArray().Select(bounds => new Axis(bounds[0].GetDouble(), bounds[1].GetDouble()))];
        TreeVariance[] trees = [.. oracle.Input("trees").EnumerateArray().Select(tree => new TreeVariance(axes, Node(tree)))];
        foreach (var (tree, expected) in trees.Zip(oracle.Expected("per_tree").EnumerateArray()))
        {
            AssertClose(expected.GetProperty("mean").GetDouble(), tree.Mean);
            AssertClose(expected.GetProperty("total_variance").GetDouble(), tree.Total);
            Assert.All(expected.GetProperty("unary_variance").Numbers().Zip(tree.Single), pair => AssertClose(pair.First, pair.Second));
            foreach (var pair in expected.GetProperty("pair_interaction_variance").EnumerateObject())
            {
                var ends = pair.Name.Split(',').Select(int.Parse).ToList();
                AssertClose(pair.Value.GetDouble(), tree.Pair(ends[0], ends[1]));
            }
        }

        Assert.All(
            oracle.Expected("importance_mean_fraction").Numbers().Index(),
            share => AssertClose(share.Item, Fanova.ShareOf(share.Index, [.. trees.Where(tree => tree.Total > 0)]).Mean));
    }

    [Theory]
    [MemberData(nameof(Trials))]
    public void PedAnova_GivenTrials_HasTheirDivergences(string id)
    {
        var oracle = OracleFile.Case("importance", id);
        Assert.Equal(1, oracle.Input("region_quantile").GetDouble());
        var direction = oracle.Input("direction").GetString() == "minimize" ? Direction.Minimize : Direction.Maximize;
        var distributions = oracle.Input("space").EnumerateObject().ToDictionary(one => one.Name, one => OracleSpace.Distribution(one.Value));
        List<Observation> observations =
        [
            .. oracle.Input("params").EnumerateArray().Zip(oracle.Input("values").EnumerateArray()).Select((trial, number) =>
                new Observation(number, Point(trial.First, distributions), new Objective("value", direction).Score(trial.Second.GetDouble()))),
        ];
        foreach (var expected in oracle.Expected("raw").EnumerateObject())
        {
            var divergence = PedAnova.Divergence(
                expected.Name,
                Domain.Compile(distributions[expected.Name]),
                observations,
                oracle.Input("target_quantile").GetDouble(),
                oracle.Input("evaluate_on_local").GetBoolean());
            OracleFile.AssertClose(expected.Value.GetDouble(), divergence, 1e-7, 1e-9, expected.Name);
        }
    }

    private static bool IsKind(JsonElement oracle, string kind) => oracle.GetProperty("kind").GetString() == kind;

    private static TreeNode Node(JsonElement node) => node.ValueKind == JsonValueKind.Number
        ? new TreeLeaf(node.GetDouble())
        : new NumberSplit(node[0].GetInt32(), node[1].GetDouble(), Node(node[2]), Node(node[3]));

    private static ParameterSet Point(JsonElement point, Dictionary<string, Distribution> distributions) => new(
        [.. point.EnumerateObject().Select(value => new NamedValue(value.Name, OracleSpace.Value(distributions[value.Name], value.Value.GetDouble())))]);

    private static void AssertClose(double expected, double actual) => OracleFile.AssertClose(expected, actual, 1e-7, 1e-9, "variance");
}
