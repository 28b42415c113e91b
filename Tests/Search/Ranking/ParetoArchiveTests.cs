using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Tests.Engine;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Ranking;

/// <summary>The front that a sweep's snapshot shows.</summary>
public sealed class ParetoArchiveTests
{
    [Fact]
    public void Snapshot_CompletedTrials_HasTheFrontItsKneeAndItsVolume()
    {
        var log = TwoObjectives();
        (double Accuracy, double Latency)[] trials = [(0.9, 30), (0.5, 10), (0.8, 12), (0.4, 20), (0.95, double.NaN)];
        foreach (var (accuracy, latency) in trials)
        {
            Complete(log, accuracy, latency);
        }

        // The worst are an accuracy of 0.4 and a latency of 30: by accuracy 0.5, 0.8 and 0.9 reach down to latencies of 10, 12 and 30.
        var front = log.Engine.Snapshot("s").Front!;
        Assert.Equal([0, 1, 2], front.Trials);
        Assert.Equal(2, front.Knee);
        Assert.Equal([0.4, 30], front.Reference);
        Assert.Equal((0.1 * 20) + (0.3 * 18), front.Hypervolume!.Value, 1e-9);
        Assert.Equal(front.Trials, log.Replay().Snapshot("s").Front!.Trials);
    }

    [Fact]
    public void Snapshot_OneObjectiveOrNothingCompleted_HasNoFront()
    {
        Assert.Null(TwoObjectives().Engine.Snapshot("s").Front);
        Assert.Null(new EventLog(Spec(new RandomMethod(), Float("x", 0, 1))).Engine.Snapshot("s").Front);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Add_ManyTrials_KeepsWhatNonDominationPutsFirst(int seed)
    {
        var archive = new ParetoArchive([new Objective("a", Direction.Minimize), new Objective("b", Direction.Minimize), new Objective("c", Direction.Minimize)]);
        var random = new Random(seed);
        ImmutableArray<double>[] scores =
            [.. Enumerable.Range(0, 200).Select(_ => ImmutableArray.Create(random.Next(12) / 1.0, random.Next(12), random.Next(12)))];
        for (var trial = 0; trial < scores.Length; trial++)
        {
            archive.Add(trial, scores[trial]);
        }

        var fronts = NonDomination.Fronts(scores);
        Assert.Equal(Enumerable.Range(0, 200).Where(trial => fronts[trial] == 0), archive.Snapshot()!.Trials);
    }

    private static EventLog TwoObjectives() => new(Spec(new RandomMethod(), Float("x", 0, 1)) with
    {
        Objectives = [new Objective("accuracy", Direction.Maximize), new Objective("latency", Direction.Minimize)],
    });

    private static void Complete(EventLog log, double accuracy, double latency)
    {
        var trial = log.StartNew();
        log.Report(trial, 1, new MetricSet([new Metric("accuracy", accuracy), new Metric("latency", latency)]));
        log.Append(new AttemptEnded(trial, 1, AttemptOutcome.Completed));
    }
}
