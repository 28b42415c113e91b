using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Engine;

/// <summary>With a lag, what is suggested does not depend on when trials end, nor on how many run at once.</summary>
public sealed class LagTests
{
    private const int Lag = 6;

    public static TheoryData<MethodSpec> Methods =>
        [new TpeMethod(5), new CmaesMethod(4), new DifferentialEvolutionMethod(4), new GaussianProcessMethod(4), new GeneticMethod(4), new RandomMethod()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Suggest_AnyOrderOfEndsOnAnyNumberOfSlots_GivesTheSameTrials(MethodSpec method)
    {
        var expected = Play(method, slots: 1, seed: 0);
        for (var seed = 1; seed <= 4; seed++)
        {
            Assert.Equal(expected, Play(method, slots: Lag, seed));
            Assert.Equal(expected, Play(method, slots: 3, seed));
        }
    }

    [Fact]
    public void Suggest_WithoutLag_DependsOnTheOrderOfEnds() => Assert.Contains(
        Enumerable.Range(1, 4), seed => !Play(new TpeMethod(5), Lag, seed, lag: null).SequenceEqual(Play(new TpeMethod(5), 1, 0, lag: null)));

    [Fact]
    public void NextWork_TrialOfTheLagStillRuns_Waits()
    {
        var log = new EventLog(SpecWith(new TpeMethod(), Lag) with { RunCap = 100 });
        for (var trial = 0; trial < Lag; trial++)
        {
            log.StartNew();
        }

        for (var trial = 1; trial < Lag; trial++)
        {
            End(log, trial, 0.5);
        }

        var none = Assert.IsType<NoWork>(log.Engine.NextWork(log.Now));
        Assert.Equal("the next suggestion needs the result of trial 0, for lag is 6", none.Reason);
        Assert.Null(log.Engine.Suggest());
        Assert.Equal(0, log.Engine.Snapshot("s").Room);

        End(log, 0, 0.5);
        Assert.IsType<SuggestTrial>(log.Engine.NextWork(log.Now));
    }

    [Fact]
    public void NextWork_TrialOfTheLagIsStopped_GoesOn()
    {
        var log = new EventLog(SpecWith(new TpeMethod(), 1) with { RunCap = 100 });
        log.Append(log.Engine.Suggest()!);
        Assert.Null(log.Engine.Suggest());
        log.Append(new TrialStopped(0));
        Assert.Equal(TrialStatus.Canceled, log.Engine.TrialSnapshot(0).Status);
        Assert.Equal(1, log.Engine.Suggest()!.Trial);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Apply_LagOfNothing_IsRefused(int lag) =>
        Assert.Contains("The lag was", Assert.Throws<ArgumentException>(() => new EventLog(SpecWith(new TpeMethod(), lag))).Message, StringComparison.Ordinal);

    [Fact]
    public void Apply_LagAndTrialsThatAreCompared_IsRefused() => Assert.Contains(
        "The lag was 6 with early termination by asha",
        Assert.Throws<ArgumentException>(() => new EventLog(SpecWith(new TpeMethod(), Lag) with { EarlyTerminate = new AshaTermination(1, 9) })).Message,
        StringComparison.Ordinal);

    /// <summary>The suggestions of a sweep whose trials end in an order that follows from a seed; some of them fail.</summary>
    private static List<ParameterSet> Play(MethodSpec method, int slots, int seed, int? lag = Lag)
    {
        var log = new EventLog(SpecWith(method, lag) with { RunCap = 40, Retries = new RetriesSpec(0) });
        var random = new Random(seed);
        var running = new List<int>();
        while (!log.Engine.Status.IsFinal())
        {
            while (running.Count < slots && log.Engine.NextWork(log.Now) is SuggestTrial)
            {
                running.Add(log.StartNew());
            }

            var trial = running[random.Next(running.Count)];
            running.Remove(trial);
            End(log, trial, ScoreOf(log.Engine.ParametersOf(trial)));
            log.FinishIfAsked();
        }

        return [.. log.Events.OfType<TrialSuggested>().Select(suggested => suggested.Parameters)];
    }

    private static void End(EventLog log, int trial, double score)
    {
        if (score < 0.1)
        {
            log.Append(new AttemptEnded(trial, 1, AttemptOutcome.Failed(FailureReason.Infeasible, "too low")));
            return;
        }

        log.Report(trial, 1, score);
        log.Append(new AttemptEnded(trial, 1, AttemptOutcome.Completed));
    }

    private static double ScoreOf(ParameterSet point) => point["x"]!.Value.Number + Math.Abs(point["n"]!.Value.Number - 4);

    private static SweepSpec SpecWith(MethodSpec method, int? lag) =>
        Spec(method, Float("x", 0, 1), Int("n", 1, 9)) with { Lag = lag, Seed = 11 };
}
