using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>What every sampler must do.</summary>
public abstract class SamplerConformance
{
    /// <summary>The space with every kind of parameter that the sampler takes.</summary>
    protected virtual ImmutableArray<ParameterSpec> Parameters => Spaces.Mixed;

    protected abstract MethodSpec Method { get; }

    /// <summary>How many trials the sampler is asked for in a row; fewer where a suggestion takes long.</summary>
    protected virtual int ManyTrials => 10_000;

    [Fact]
    public void Suggest_ManyTrials_StaysInTheSpace()
    {
        var player = Start().Play(200, Score);
        Assert.All(player.Points, point => Assert.Equal(point, player.History.Space.Normalise(point)));
    }

    [Fact]
    public void Suggest_SameHistory_GivesTheSameAnswer()
    {
        var (first, second) = (Start().Play(60, Score), Start().Play(60, Score));
        Assert.Equal(first.Points, second.Points);
        Assert.Equal(first.Suggest(), first.Suggest());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(70)]
    public void Suggest_SamplerThatSawNothingBefore_GivesTheSameAnswer(int trials)
    {
        var (played, fresh) = (Start().Play(trials, Score, parallel: 3), Start());
        var answer = fresh.Sampler.Suggest(played.History, TrialRandom.For(1, played.Points.Count)).First();
        Assert.Equal(played.Suggest(), answer.Parameters);
        Assert.StartsWith(fresh.Sampler.Name, answer.Provenance, StringComparison.Ordinal);
    }

    [Fact]
    public void Preparation_DoneBeforeOrAfterTheHistoryGrew_ChangesNothing()
    {
        var (plain, prepared) = (Start().Play(40, Score, parallel: 3), Start());
        for (var trial = 0; trial < 40; trial++)
        {
            var work = prepared.Sampler.Preparation(prepared.History, TrialRandom.For(1, trial));
            if (trial % 2 == 0)
            {
                work?.Invoke();
                Assert.Null(prepared.Sampler.Preparation(prepared.History, TrialRandom.For(1, trial)));
            }

            prepared.Play(1, Score, parallel: 3);
            work?.Invoke();
        }

        Assert.Equal(plain.Points, prepared.Points);
    }

    [Fact]
    public void Suggest_OneTrialRuns_GivesAnother()
    {
        var player = Start().Play(1, Score, parallel: 2);
        Assert.NotEqual(Assert.Single(player.Points), player.Suggest());
    }

    [Fact]
    public void Suggest_ManyAlternatives_AreAllInTheSpace()
    {
        var player = Start().Play(30, Score);
        var some = player.Sampler.Suggest(player.History, TrialRandom.For(1, 30)).Take(400).ToList();
        Assert.Equal(400, some.Count);
        Assert.All(some, other => Assert.Equal(other.Parameters, player.History.Space.Normalise(other.Parameters)));
    }

    [Fact]
    public void Suggest_ConditionalSpace_NamesActiveParametersOnly()
    {
        var points = Start().Play(150, Score, parallel: 4).Points;
        Assert.All(points, point => Assert.Equal(
            point["model"] is { Text: "resnet" or "densenet" }, point["depth"] is not null));
        Assert.Contains(points, point => point["depth"] is null);
        Assert.Contains(points, point => point["depth"] is not null);
    }

    [Fact]
    public void Suggest_HugeAndTinyScores_GoesOn() =>
        Assert.Equal(60, Start().Play(60, point => point.GetHashCode() % 2 == 0 ? 1e308 : -1e308).Points.Count);

    [Fact]
    public void Suggest_OtherSeed_GivesOtherPoints() =>
        Assert.NotEqual(Start().Play(5, Score).Points, Start(seed: 2).Play(5, Score).Points);

    [Fact]
    public void Suggest_EveryTrialFails_GoesOn() => Assert.Equal(60, Start().Play(60, _ => double.NaN).Points.Count);

    [Fact]
    public void Suggest_AllScoresEqual_GoesOn() => Assert.Equal(60, Start().Play(60, _ => 1).Points.Count);

    [Fact]
    public void Suggest_InfiniteScores_GoesOn() =>
        Assert.Equal(60, Start().Play(60, point => point.GetHashCode() % 2 == 0 ? double.PositiveInfinity : 1).Points.Count);

    [Fact]
    public void Suggest_NothingEverFinishes_GoesOn()
    {
        var points = Start().Play(60, Score, parallel: 1000).Points;
        Assert.Equal(60, points.Distinct().Count());
    }

    [Fact]
    public void Suggest_ManyTrialsInParallel_StaysInTheSpace()
    {
        var player = Start().Play(ManyTrials, Score, parallel: 8);
        Assert.Equal(ManyTrials, player.Points.Count);
        Assert.All(player.Points, point => Assert.Equal(point, player.History.Space.Normalise(point)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void Suggest_FiniteSpaceInParallel_GivesEachPointOnceThenNothing(int parallel)
    {
        var player = new SearchPlayer(Method, Spaces.Finite, 3).Play(100, Score, parallel);
        Assert.Equal(12, player.Points.Count);
        Assert.Equal(12, player.Points.Distinct().Count());
        Assert.Null(player.Suggest());
    }

    [Fact]
    public void Suggest_OnlySingleValues_GivesTheOnlyPoint()
    {
        var player = new SearchPlayer(Method, [Spaces.Constant("epochs", 9), Spaces.Int("k", 4, 4)], 3).Play(10, Score);
        Assert.Equal("epochs=9, k=4", Assert.Single(player.Points).ToString());
    }

    [Fact]
    public void Suggest_NoParameters_GivesTheEmptyPoint() =>
        Assert.Equal(ParameterSet.Empty, Assert.Single(new SearchPlayer(Method, [], 3).Play(10, Score).Points));

    [Fact]
    public void Suggest_FiniteSpaceOfManyPoints_IsExhaustedExactly()
    {
        ImmutableArray<ParameterSpec> parameters = [Spaces.Int("a", 1, 12), Spaces.Choice("b", "x", "y", "z"), Spaces.LogInt("c", 1, 10)];
        var player = new SearchPlayer(Method, parameters, 3).Play(500, Score, parallel: 4);
        Assert.Equal(360, player.Points.Distinct().Count());
        Assert.Equal(360, player.Points.Count);
    }

    private protected SearchPlayer Start(long seed = 1) => new(Method, Parameters, seed);

    private protected static double Score(ParameterSet point) =>
        point.Values.Sum(value => value.Value.Kind == ParameterValueKind.Text ? value.Value.Text!.Length : Math.Abs(value.Value.Number - 3));

    public sealed class Random : SamplerConformance
    {
        protected override MethodSpec Method => new RandomMethod();
    }

    public sealed class Tpe : SamplerConformance
    {
        protected override MethodSpec Method => new TpeMethod();

        protected override int ManyTrials => 2000;
    }

    public sealed class Sobol : SamplerConformance
    {
        protected override MethodSpec Method => new SobolMethod();
    }

    public sealed class Halton : SamplerConformance
    {
        protected override MethodSpec Method => new HaltonMethod();
    }

    public sealed class Cmaes : SamplerConformance
    {
        protected override MethodSpec Method => new CmaesMethod();
    }

    public sealed class CmaesWithBipop : SamplerConformance
    {
        protected override MethodSpec Method => new CmaesMethod(Restarts: CmaesRestarts.Bipop);
    }

    public sealed class Bohb : SamplerConformance
    {
        protected override MethodSpec Method => new BohbMethod();

        protected override int ManyTrials => 2000;
    }

    public sealed class Dehb : SamplerConformance
    {
        protected override MethodSpec Method => new DehbMethod();
    }

    public sealed class GaussianProcess : SamplerConformance
    {
        protected override MethodSpec Method => new GaussianProcessMethod();

        protected override int ManyTrials => 250;
    }

    public sealed class DifferentialEvolution : SamplerConformance
    {
        protected override MethodSpec Method => new DifferentialEvolutionMethod();
    }

    public sealed class Genetic : SamplerConformance
    {
        protected override MethodSpec Method => new GeneticMethod(10);
    }

    public sealed class Grid : SamplerConformance
    {
        protected override ImmutableArray<ParameterSpec> Parameters =>
            [.. Spaces.Mixed.Where(parameter => Domain.Compile(parameter.Distribution).Levels is not null)];

        protected override MethodSpec Method => new GridMethod();
    }
}
