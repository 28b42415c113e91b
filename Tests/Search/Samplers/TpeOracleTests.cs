using System.Text.Json;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>Densities and splits against the values that Optuna 5 gives.</summary>
[Trait("Category", "Oracle")]
public sealed class TpeOracleTests
{
    // Cases of one parameter and the prior weight that is built in.
    public static TheoryData<string> Densities => OracleFile.Ids("tpe_v5", oracle =>
        oracle.Input("space").GetArrayLength() == 1 && oracle.Input("prior_weight").GetDouble().Equals(1));

    public static TheoryData<string> JointDensities => OracleFile.Ids("tpe_v5", oracle => oracle.Input("space").GetArrayLength() > 1);

    // The oracle's mixture is joint over parameters; ours is the same where there is only one.
    public static TheoryData<string> Acquisitions => OracleFile.Ids("tpe_acquisition", oracle => oracle.Input("space").GetArrayLength() == 1);

    // One objective, no constraints; pruned-fill is a case of its own below.
    public static TheoryData<string> Splits => OracleFile.Ids("tpe_split", oracle =>
        oracle.Input("directions").GetArrayLength() == 1 && oracle.Id() is not ("constrained" or "pruned-fill"));

    [Theory]
    [MemberData(nameof(Densities))]
    public void At_OneParameter_AgreesWithOracle(string id)
    {
        var oracle = OracleFile.Case("tpe_v5", id);
        var distribution = OracleSpace.Distribution(oracle.Input("space")[0]);
        var domain = Domain.Compile(distribution);
        var side = SideOf(distribution, [.. oracle.Input("observations").EnumerateArray().Select(point => point[0].GetDouble())]);
        var density = DensityOf(domain, side);
        var expected = oracle.Expected("log_pdf").Numbers();
        var queries = oracle.Input("queries").EnumerateArray().Select(point => point[0].GetDouble()).ToArray();
        for (var i = 0; i < queries.Length; i++)
        {
            var coordinate = domain.Encode(OracleSpace.Value(distribution, queries[i]));
            OracleFile.AssertClose(expected[i], LogDensity(distribution, density, coordinate), 1e-6, 1e-6, $"at {queries[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(JointDensities))]
    public void Bandwidths_EachOfSeveralParameters_AgreeWithOracle(string id)
    {
        var oracle = OracleFile.Case("tpe_v5", id);
        for (var position = 0; position < oracle.Input("space").GetArrayLength(); position++)
        {
            var distribution = OracleSpace.Distribution(oracle.Input("space")[position]);
            if (distribution is CategoricalDistribution)
            {
                continue;
            }

            var observations = oracle.Input("observations").EnumerateArray().Select(point => point[position].GetDouble()).ToArray();
            var expected = oracle.Expected("per_dimension")[position].GetProperty("sigma").Numbers();
            var order = Enumerable.Range(0, observations.Length).OrderBy(i => observations[i]).ToArray();
            var bandwidths = NumberDensity.Bandwidths(SideOf(distribution, observations).Sorted);
            for (var i = 0; i < order.Length; i++)
            {
                OracleFile.AssertClose(expected[order[i]] / expected[^1], bandwidths[i], 1e-6, 1e-9, $"{id}, parameter {position}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Acquisitions))]
    public void Acquisition_GivenCandidates_AgreesWithOracle(string id)
    {
        var oracle = OracleFile.Case("tpe_acquisition", id);
        var distribution = OracleSpace.Distribution(oracle.Input("space")[0]);
        var domain = Domain.Compile(distribution);
        var good = DensityOf(domain, SideOf(distribution, Points(oracle, "below")));
        var bad = DensityOf(domain, SideOf(distribution, Points(oracle, "above")));
        var candidates = Points(oracle, "candidates");
        for (var i = 0; i < candidates.Length; i++)
        {
            var coordinate = domain.Encode(OracleSpace.Value(distribution, candidates[i]));
            var acquisition = Math.Log(good.At(coordinate)) - Math.Log(bad.At(coordinate));
            OracleFile.AssertClose(oracle.Expected("acquisition")[i].GetDouble(), acquisition, 1e-6, 1e-6, $"candidate {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void MostPromising_OneObjective_AgreesWithOracle(string id)
    {
        var oracle = OracleFile.Case("tpe_split", id);
        Assert.Equal(oracle.Expected("below").Numbers().Select(number => (int)number), GoodOf(oracle));
    }

    [Fact]
    public void MostPromising_PrunedWithNaNAtDeeperStep_RanksLast()
    {
        // The peer puts trial 5 into the good set, since it was pruned deepest, although it was pruned for NaN.
        Assert.Equal([0, 2, 3], GoodOf(OracleFile.Case("tpe_split", "pruned-fill")));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(250, 25)]
    [InlineData(10_000, 25)]
    public void GoodCount_OfResults_IsTenthButAtMost25(int results, int expected) =>
        Assert.Equal(expected, TpeSampler.GoodCount(results));

    [Fact]
    public void Weight_ThirtyObservations_RampsUpTheOldest()
    {
        var expected = OracleFile.Case("tpe_v5", "float-thirty-ramp-weights").Expected("mixture_weights").Numbers();
        for (var age = 0; age < 30; age++)
        {
            Assert.Equal(expected[age] / expected[^1], ParzenSide.Weight(age, 30), 9);
        }
    }

    private static double LogDensity(Distribution distribution, IDensity density, double coordinate)
    {
        // Ours is over the unit interval, the oracle's over the range, on its logarithm where that is uniform.
        var width = distribution switch
        {
            UniformDistribution { Q: null, Integer: false } uniform => uniform.Max - uniform.Min,
            LogUniformDistribution { Q: null, Integer: false } log => Math.Log(log.Max / log.Min),
            _ => 1,
        };
        return Math.Log(density.At(coordinate)) - Math.Log(width);
    }

    private static IDensity DensityOf(Domain domain, ParzenSide side) =>
        domain is ChoiceDomain choices ? new ChoiceDensity(choices, side) : new NumberDensity(domain, side);

    private static ParzenSide SideOf(Distribution distribution, double[] observations)
    {
        var domain = Domain.Compile(distribution);
        var column = new Column();
        for (var trial = 0; trial < observations.Length; trial++)
        {
            column.Add(trial, domain.Encode(OracleSpace.Value(distribution, observations[trial])));
        }

        return ParzenSide.Of(column, [.. Enumerable.Repeat(true, observations.Length)], side: true);
    }

    private static double[] Points(JsonElement oracle, string name) =>
        [.. oracle.Input(name).EnumerateArray().Select(point => point[0].Number())];

    private static int[] GoodOf(JsonElement oracle)
    {
        var history = new SearchHistory(SearchSpace.Compile([]));
        var objective = new Objective("loss", oracle.Input("directions")[0].GetString() == "minimize" ? Direction.Minimize : Direction.Maximize);
        var number = 0;
        foreach (var trial in oracle.Input("trials").EnumerateArray())
        {
            if (ResultOf(trial, number++, objective) is { } result)
            {
                history.Finish(result);
            }
        }

        return [.. history.MostPromising(oracle.Input("n_below").GetInt32()).Select(result => result.Number).Order()];
    }

    private static TrialResult? ResultOf(JsonElement trial, int number, Objective objective)
    {
        if (trial.GetProperty("state").GetString() == "C")
        {
            return new TrialResult(number, TrialStatus.Completed, [objective.Score(trial.GetProperty("values")[0].Number())], 1);
        }

        if (trial.GetProperty("state").GetString() == "R")
        {
            return null;
        }

        var last = trial.TryGetProperty("intermediate", out var curve) ? curve.EnumerateObject().Last() : default;
        return curve.ValueKind == JsonValueKind.Undefined
            ? new TrialResult(number, TrialStatus.Pruned, [double.NaN], 0)
            : new TrialResult(
                number,
                TrialStatus.Pruned,
                [objective.Score(last.Value.Number())],
                int.Parse(last.Name, System.Globalization.CultureInfo.InvariantCulture));
    }
}
