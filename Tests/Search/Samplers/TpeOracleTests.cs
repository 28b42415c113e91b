using System.Text.Json;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Parzen;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>Densities and splits against the values that Optuna 5 gives.</summary>
[Trait("Category", "Oracle")]
public sealed class TpeOracleTests
{
    // Cases of the prior weight that is built in.
    public static TheoryData<string> Densities => OracleFile.Ids("tpe_v5", oracle => oracle.Input("prior_weight").GetDouble().Equals(1));

    public static TheoryData<string> Acquisitions => OracleFile.Ids("tpe_acquisition", _ => true);

    // Without constraints; pruned-fill is a case of its own below.
    public static TheoryData<string> Splits => OracleFile.Ids("tpe_split", oracle => oracle.Id() is not ("constrained" or "pruned-fill"));

    [Theory]
    [MemberData(nameof(Densities))]
    public void LogRatio_TimesThePrior_AgreesWithOracle(string id)
    {
        var oracle = OracleFile.Case("tpe_v5", id);
        var (distributions, space) = SpaceOf(oracle);
        var mixture = MixtureOf(space, distributions, oracle.Input("observations"));
        var expected = oracle.Expected("log_pdf").Numbers();
        var place = 0;
        foreach (var query in oracle.Input("queries").EnumerateArray())
        {
            var point = Encode(space, distributions, query);
            var logPrior = space.Dimensions.Sum(dimension =>
                LogPrior(distributions[dimension.Position], dimension.Domain, point[dimension.Position]));
            OracleFile.AssertClose(expected[place++], mixture.LogRatio(point) + logPrior, 1e-6, 1e-6, $"at {query}");
        }
    }

    [Theory]
    [MemberData(nameof(Densities))]
    public void Bandwidth_OfEachParameter_AgreesWithOracle(string id)
    {
        var oracle = OracleFile.Case("tpe_v5", id);
        var (distributions, space) = SpaceOf(oracle);
        foreach (var dimension in space.Dimensions.Where(dimension => dimension.Domain is not ChoiceDomain))
        {
            var coordinates = oracle.Input("observations").EnumerateArray()
                .Select(point => Encode(space, distributions, point)[dimension.Position]).ToArray();
            var expected = oracle.Expected("per_dimension")[dimension.Position].GetProperty("sigma").Numbers();
            var order = Enumerable.Range(0, coordinates.Length).OrderBy(i => coordinates[i]).ToArray();
            for (var place = 0; place < order.Length; place++)
            {
                var bandwidth = NumberColumn.Bandwidth(place, order.Length, i => coordinates[order[i]]);
                OracleFile.AssertClose(expected[order[place]] / expected[^1], bandwidth, 1e-6, 1e-9, $"{id}, {dimension.Name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Acquisitions))]
    public void Acquisition_GivenCandidates_AgreesWithOracle(string id)
    {
        var oracle = OracleFile.Case("tpe_acquisition", id);
        var (distributions, space) = SpaceOf(oracle);
        var good = MixtureOf(space, distributions, oracle.Input("below"));
        var bad = MixtureOf(space, distributions, oracle.Input("above"));
        var place = 0;
        foreach (var candidate in oracle.Input("candidates").EnumerateArray())
        {
            var point = Encode(space, distributions, candidate);
            var acquisition = good.LogRatio(point) - bad.LogRatio(point);
            OracleFile.AssertClose(oracle.Expected("acquisition")[place++].GetDouble(), acquisition, 1e-6, 1e-6, $"candidate {place}");
        }
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void MostPromising_OfResults_AgreesWithOracle(string id)
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
            Assert.Equal(expected[age] / expected[^1], KernelWeight.Of(age, 30), 9);
        }
    }

    private static (Distribution[] Distributions, SearchSpace Space) SpaceOf(JsonElement oracle)
    {
        Distribution[] distributions = [.. oracle.Input("space").EnumerateArray().Select(OracleSpace.Distribution)];
        return (distributions, SearchSpace.Compile(OracleSpace.Parameters(distributions)));
    }

    private static KernelMixture MixtureOf(SearchSpace space, Distribution[] distributions, JsonElement observations)
    {
        var mixture = new KernelMixture(space);
        foreach (var (trial, observation) in observations.EnumerateArray().Index())
        {
            mixture.Add(trial, Encode(space, distributions, observation));
        }

        return mixture;
    }

    private static double[] Encode(SearchSpace space, Distribution[] distributions, JsonElement point) =>
    [
        .. distributions.Select((distribution, position) =>
            space.Dimensions[position].Domain.Encode(OracleSpace.Value(distribution, point[position].Number()))),
    ];

    /// <summary>The prior's log density over the oracle's range, on its logarithm where that is uniform; of a level, its log probability.</summary>
    private static double LogPrior(Distribution distribution, Domain domain, double coordinate)
    {
        if (domain is ChoiceDomain choices)
        {
            return Math.Log(choices.Probabilities[choices.IndexAt(coordinate)]);
        }

        var whole = Normal.Cdf(0.5) - Normal.Cdf(-0.5);
        if (domain.Levels is not null)
        {
            var (low, high) = domain.CellAt(coordinate);
            return Math.Log((Normal.Cdf(high - 0.5) - Normal.Cdf(low - 0.5)) / whole);
        }

        var width = distribution switch
        {
            UniformDistribution uniform => uniform.Max - uniform.Min,
            LogUniformDistribution log => Math.Log(log.Max / log.Min),
            _ => throw new ArgumentException($"The oracle has no {distribution}."),
        };
        var deviation = coordinate - 0.5;
        return (-0.5 * deviation * deviation) - Math.Log(Math.Sqrt(2 * Math.PI) * whole * width);
    }

    private static int[] GoodOf(JsonElement oracle)
    {
        var history = new SearchHistory(SearchSpace.Compile([]));
        Objective[] objectives =
        [
            .. oracle.Input("directions").EnumerateArray()
                .Select(direction => new Objective("loss", direction.GetString() == "minimize" ? Direction.Minimize : Direction.Maximize)),
        ];
        var number = 0;
        foreach (var trial in oracle.Input("trials").EnumerateArray())
        {
            if (ResultOf(trial, number++, objectives) is { } result)
            {
                history.Finish(result);
            }
        }

        return [.. history.MostPromising(oracle.Input("n_below").GetInt32()).Select(result => result.Number).Order()];
    }

    private static TrialResult? ResultOf(JsonElement trial, int number, Objective[] objectives)
    {
        if (trial.GetProperty("state").GetString() == "C")
        {
            return new TrialResult(number, TrialStatus.Completed, [.. objectives.Select((objective, i) => objective.Score(trial.GetProperty("values")[i].Number()))], 1);
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
                [objectives[0].Score(last.Value.Number())],
                int.Parse(last.Name, System.Globalization.CultureInfo.InvariantCulture));
    }
}
