using System.Text.Json;
using SweepCluster.Search.Evolution;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Evolution;

[Trait("Category", "Oracle")]
public sealed class CmaOracleTests
{
    public static TheoryData<string> Parameters => OracleFile.Ids("cmaes", oracle => Kind(oracle) == "parameters");

    public static TheoryData<string> Updates => OracleFile.Ids("cmaes", oracle => Kind(oracle) == "update");

    public static TheoryData<string> Margins => OracleFile.Ids("cmaes", oracle => Kind(oracle) == "margin");

    [Fact]
    public void Cases_AllKinds_AreRead() => Assert.Empty(OracleFile.Cases("cmaes").Select(Kind).Except(["parameters", "update", "margin"]));

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Parameters_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("cmaes", id);
        var dimension = oracle.Input("dim").GetInt32();
        var given = oracle.Input("population_size");
        var actual = new CmaParameters(
            dimension, given.ValueKind == JsonValueKind.Null ? CmaParameters.UsualPopulation(dimension) : given.GetInt32());
        Assert.Equal(oracle.Expected("population_size").GetInt32(), actual.Population);
        Assert.Equal(oracle.Expected("mu").GetInt32(), actual.Parents);
        AssertClose(oracle.Expected("weights").Numbers(), actual.Weights, "weights");
        (string Name, double Value)[] numbers =
        [
            ("mu_eff", actual.ParentMass), ("c_sigma", actual.StepRate), ("d_sigma", actual.StepDamping), ("c_c", actual.PathRate),
            ("c_1", actual.RankOneRate), ("c_mu", actual.RankMuRate), ("chi_n", actual.ExpectedLength),
        ];
        Assert.All(numbers, number => AssertClose([oracle.Expected(number.Name).GetDouble()], [number.Value], number.Name));
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void Update_OracleGenerations_Agree(string id)
    {
        var oracle = OracleFile.Case("cmaes", id);
        var distribution = Start(oracle);
        foreach (var (generation, state) in Steps(oracle))
        {
            distribution.Update(Ranked(generation, "x"));
            AssertState(state, distribution);
            Assert.Equal(state.GetProperty("generation").GetInt32(), distribution.Generation);
            AssertClose(state.GetProperty("p_sigma").Numbers(), [.. distribution.StepPath], "p_sigma");
            AssertClose(state.GetProperty("p_c").Numbers(), [.. distribution.Path], "p_c");
            Assert.Equal(state.GetProperty("h_sigma").GetDouble() > 0, distribution.IsPathMoving);
        }
    }

    [Theory]
    [MemberData(nameof(Margins))]
    public void Correct_OracleGenerations_Agree(string id)
    {
        var oracle = OracleFile.Case("cmaes", id);
        var distribution = Start(oracle);
        var bounds = oracle.Input("bounds").EnumerateArray().Select(OracleFile.Numbers).ToArray();
        var steps = oracle.Input("steps").Numbers();
        var population = oracle.Input("generations")[0].GetArrayLength();
        var margin = new CmaMargin([.. bounds.Zip(steps, Cells)], 1.0 / (bounds.Length * population));
        foreach (var (generation, state) in Steps(oracle))
        {
            distribution.Update(Ranked(generation, "x_for_tell"));
            margin.Correct(distribution);
            AssertState(state, distribution);
            AssertClose(state.GetProperty("A_diag").Numbers(), [.. margin.Stretch], "A_diag");
            AssertClose([state.GetProperty("margin").GetDouble()], [1.0 / (bounds.Length * population)], "margin");
        }

        var probes = oracle.Input("encode_probe").EnumerateArray().Select(OracleFile.Numbers);
        foreach (var (probe, expected) in probes.Zip(oracle.Expected("encoded_discrete_after_last_generation").EnumerateArray()))
        {
            var evaluated = margin.Apply(distribution, probe);
            var discrete = Enumerable.Range(0, steps.Length).Where(i => steps[i] > 0)
                .Select(i => bounds[i][0] + (steps[i] * Level(bounds[i], steps[i], evaluated[i])));
            Assert.Equal(expected.Numbers(), discrete);
        }
    }

    private static CmaDistribution Start(JsonElement oracle)
    {
        var mean = oracle.Input("mean0").Numbers();
        var population = oracle.Input("generations")[0].GetArrayLength();
        return new CmaDistribution(new CmaParameters(mean.Length, population), mean, oracle.Input("sigma0").GetDouble());
    }

    private static IEnumerable<(JsonElement Generation, JsonElement State)> Steps(JsonElement oracle) =>
        oracle.Input("generations").EnumerateArray().Zip(oracle.Expected("states").EnumerateArray());

    private static double[][] Ranked(JsonElement generation, string name) =>
        [.. generation.EnumerateArray().OrderBy(trial => trial.GetProperty("f").Number()).Select(trial => trial.GetProperty(name).Numbers())];

    private static int Level(double[] bounds, double step, double x) =>
        Math.Clamp((int)Math.Ceiling(((x - bounds[0]) / step) - 0.5), 0, (int)Math.Round((bounds[1] - bounds[0]) / step));

    private static Func<double, (double Low, double High)>? Cells(double[] bounds, double step)
    {
        if (step <= 0)
        {
            return null;
        }

        var last = (int)Math.Round((bounds[1] - bounds[0]) / step) - 1;
        double Border(int level) => bounds[0] + ((level + 0.5) * step);
        return x => (Border(Math.Max(0, Level(bounds, step, x) - 1)), Border(Math.Min(last, Level(bounds, step, x))));
    }

    private static void AssertState(JsonElement state, CmaDistribution distribution)
    {
        AssertClose(state.GetProperty("mean").Numbers(), [.. distribution.Mean], "mean");
        AssertClose([state.GetProperty("sigma").GetDouble()], [distribution.Sigma], "sigma");
        double[] expected = [.. state.GetProperty("C").EnumerateArray().SelectMany(OracleFile.Numbers)];
        AssertClose(expected, distribution.Covariance.ToRowMajorArray(), "C");
    }

    private static void AssertClose(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            OracleFile.AssertClose(expected[i], actual[i], 1e-8, 1e-9, $"{what}[{i}]");
        }
    }

    private static string Kind(JsonElement oracle) => oracle.GetProperty("kind").GetString()!;
}
