using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Browser.Tests;

/// <summary>A sweep of many trials in the middle of its life, with all its events; everything follows from a seed.</summary>
internal static class SeededSweep
{
    private const int Steps = 9;

    /// <summary>Not long ago, so that what still runs did not begin in another season.</summary>
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddMinutes(-21);

    private static readonly SweepSpec Spec = new(
        "convnets",
        new ProgramTask(["train"]),
        new TpeMethod(),
        [new Objective("val_loss", Direction.Minimize), new Objective("latency_ms", Direction.Minimize)],
        [
            new ParameterSpec("lr", new LogUniformDistribution(1e-4, 1), []),
            new ParameterSpec("model", new CategoricalDistribution([ParameterValue.Of("lenet"), ParameterValue.Of("resnet"), ParameterValue.Of("vgg")]), []),
            new ParameterSpec("width", new UniformDistribution(8, 64, 8, true), []),
            new ParameterSpec("dropout", new UniformDistribution(0, 0.5), []),
        ])
    {
        EarlyTerminate = new AshaTermination(1, Steps),
        RunCap = 400,
    };

    private static ImportanceReport Importance { get; } = new(
        ImportanceMethod.Fanova,
        187,
        [new("lr", 0.71, 0.06), new("width", 0.12, 0.03), new("model", 0.05, 0.02), new("dropout", 0.01, 0.01)],
        [new("lr", "width", 0.06)])
    {
        IsByRank = true,
    };

    /// <summary>The sweep with a number of trials; the last four run.</summary>
    public static FakeSweepGrain Create(string id, int trials)
    {
        var chance = new Random(7);
        var events = new List<SweepEvent>();
        var snapshots = Enumerable.Range(0, trials).Select(number => Play(number, number >= trials - 4, chance, events)).ToList();
        var ranked = snapshots.Where(trial => trial.Status == TrialStatus.Completed).OrderBy(trial => trial.BestMetrics!["val_loss"]).ToList();
        var all = snapshots.Select(trial => ranked.IndexOf(trial) is >= 0 and var place ? trial with { Rank = place + 1, Note = place == 0 ? "lowest loss so far; try it with another seed" : null, IsPinned = place == 0 } : trial).ToImmutableArray();
        int Count(TrialStatus status) => all.Count(trial => trial.Status == status);
        var counts = new TrialCounts(
            trials, 0, 4, 0, Count(TrialStatus.Completed), Count(TrialStatus.Pruned), Count(TrialStatus.Failed), 0);
        var snapshot = new SweepSnapshot(id, SweepStatus.Running, Spec, events.Count, counts)
        {
            Incumbent = all.First(trial => trial.Rank == 1),
            SubmittedAt = Start,
            Attempts = trials,
            StepSeconds = 3_000,
        };
        return new FakeSweepGrain(snapshot, all) { Past = [.. events], Importance = Importance };
    }

    /// <summary>What a running trial reports next.</summary>
    public static AttemptReported Report(int trial, int step, double loss) => new(trial, 1, step, Metrics(loss, 5), 1, Judgement.Continue);

    private static TrialSnapshot Play(int number, bool runs, Random chance, List<SweepEvent> events)
    {
        var time = Start.AddSeconds(number * 6);
        void Add(SweepEvent e) => events.Add(e with { Sequence = events.Count + 1, Time = time });
        var (lr, width) = (Math.Pow(10, -4 * chance.NextDouble()), 8 * chance.Next(1, 9));
        var parameters = new ParameterSet(
        [
            new("lr", ParameterValue.Of(lr)), new("model", ParameterValue.Of(chance.Next(3) switch { 0 => "lenet", 1 => "resnet", _ => "vgg" })),
            new("width", ParameterValue.Of(width)), new("dropout", ParameterValue.Of(chance.NextDouble() / 2)),
        ]);
        var slot = new SlotId(number % 2 == 0 ? "silo-a" : "silo-b", "cpu", number / 2 % 2);
        Add(new TrialSuggested(number, parameters, events.Count, number < 10 ? "tpe: start-up" : "tpe"));
        Add(new AttemptStarted(number, 1, slot, "S127.0.0.1", Guid.Empty, 0));
        var trial = new TrialSnapshot(number, TrialStatus.Running, parameters, 1) { Slot = slot, Provenance = "tpe" };
        if (number % 23 == 5)
        {
            Add(new AttemptEnded(number, 1, AttemptOutcome.Failed(FailureReason.Diverged, "the loss is not finite")));
            return trial with { Status = TrialStatus.Failed, Slot = null, Reason = "Diverged: the loss is not finite" };
        }

        var floor = 0.05 + (0.1 * Math.Abs(Math.Log10(lr) + 2)) + (0.1 * chance.NextDouble());
        var last = runs ? 2 : floor > 0.22 ? 3 : Steps;
        for (var step = 1; step <= last; step++)
        {
            time = time.AddSeconds(2);
            var loss = floor + (2.0 / (step + 1));
            var isCut = step == 3 && last == 3;
            var judgement = step is 1 or 3 && !runs
                ? new Judgement(isCut ? Decision.Prune : Decision.Continue, isCut ? $"asha: place {number} at rung 1 (step 3); the best go on" : null, step / 3, [0, Math.Max(0, number - 1)])
                : Judgement.Continue;
            Add(new AttemptReported(number, 1, step, Metrics(loss, width / 8.0), 2, judgement));
            Add(new CheckpointSaved(number, 1, new CheckpointRef(step, $"convnets-1/{number}/1/step-{step}.ckpt", 1_234_567, new string((char)('a' + (number % 6)), 64))));
            trial = trial with { Step = step, Metrics = Metrics(loss, width / 8.0), BestStep = step, BestMetrics = Metrics(loss, width / 8.0), Curve = trial.Curve.Add(loss), StepSeconds = 2 * step };
        }

        if (!runs)
        {
            Add(new AttemptEnded(number, 1, last == Steps ? AttemptOutcome.Completed : AttemptOutcome.Pruned));
        }

        return runs ? trial : trial with
        {
            Slot = null,
            Status = last == Steps ? TrialStatus.Completed : TrialStatus.Pruned,
            Reason = last == Steps ? null : $"asha: place {number} at rung 1 (step 3); the best go on",
        };
    }

    private static MetricSet Metrics(double loss, double latency) => new([new Metric("val_loss", loss), new Metric("latency_ms", latency)]);
}
