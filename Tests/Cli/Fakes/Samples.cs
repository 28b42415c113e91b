using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A small sweep half done: trial 0 completed, 1 pruned, 2 failed, 3 runs, 4 waits.</summary>
internal static class Samples
{
    public const string Id = "demo-1";

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static SweepSpec Spec { get; } = new(
        "demo",
        new DatasetTask("fashion-mnist"),
        new TpeMethod(),
        [new Objective("val_accuracy", Direction.Maximize)],
        [
            new ParameterSpec("model", new CategoricalDistribution([ParameterValue.Of("lenet"), ParameterValue.Of("resnet")]), []),
            new ParameterSpec("lr", new LogUniformDistribution(1e-3, 0.5), []),
            new ParameterSpec("batch_size", new CategoricalDistribution([ParameterValue.Of(64), ParameterValue.Of(128)]), []),
            new ParameterSpec("resnet_units", new UniformDistribution(1, 3, null, true), []),
            new ParameterSpec("epochs", new ConstantDistribution(ParameterValue.Of(9)), []),
        ])
    {
        EarlyTerminate = new AshaTermination(1, 9),
        RunCap = 14,
    };

    public static ImmutableArray<TrialSnapshot> Trials { get; } =
    [
        Trial(0, TrialStatus.Completed, 0.8912, 9) with { Rank = 1 },
        Trial(1, TrialStatus.Pruned, 0.7123, 1) with
        {
            Rank = 3,
            Reason = "rung 0 (step 1): 0.7123 is not among the best 1 of 3; the cut is at 0.8455",
        },
        Trial(2, TrialStatus.Failed, null, 0) with { Reason = "out of memory: the process was killed at 3.1 GiB" },
        Trial(3, TrialStatus.Running, 0.8455, 3) with { Rank = 2, Slot = new SlotId("silo", "cpu", 0) },
        Trial(4, TrialStatus.Pending, null, 0),
    ];

    public static SweepSnapshot Running { get; } = new(Id, SweepStatus.Running, Spec, 0, new TrialCounts(5, 1, 1, 0, 1, 1, 1, 0))
    {
        Incumbent = Trials[0],
        SubmittedAt = Start,
        StartedAt = Start,
        StepSeconds = 61,
    };

    public static SweepSnapshot Completed { get; } = Running with
    {
        Status = SweepStatus.Completed,
        Reason = "all 14 trials are over",
        Trials = new TrialCounts(14, 0, 0, 0, 8, 5, 1, 0),
        FinishedAt = Start + TimeSpan.FromMinutes(3),
    };

    public static ImmutableArray<SlotStatus> Slots { get; } =
    [
        Slot(0, new AttemptId(new TrialId(Id, 3), 1), 0.4),
        Slot(1, null, null),
    ];

    public static SweepHeadline Headline(SweepStatus status = SweepStatus.Running, string hash = FakeFiles.Hash, string id = Id) =>
        new(id, "demo", status, Start, 9, 7, 0.8912, hash);

    public static ParameterSet Parameters(int number) => new(
    [
        new NamedValue("model", ParameterValue.Of(number % 2 == 0 ? "resnet" : "lenet")),
        new NamedValue("lr", ParameterValue.Of(0.0312345 / (number + 1))),
        new NamedValue("batch_size", ParameterValue.Of(128)),
        .. number % 2 == 0 ? [new NamedValue("resnet_units", ParameterValue.Of(2))] : Array.Empty<NamedValue>(),
        new NamedValue("epochs", ParameterValue.Of(9)),
    ]);

    public static MetricSet Metrics(double accuracy) => new([new Metric("val_accuracy", accuracy), new Metric("val_loss", 1 - accuracy)]);

    public static TrialSnapshot Trial(int number, TrialStatus status, double? accuracy, int step) =>
        new(number, status, Parameters(number), status == TrialStatus.Pending ? 0 : 1)
        {
            Step = step,
            Metrics = accuracy is { } last ? Metrics(last) : null,
            BestStep = accuracy is null ? null : step,
            BestMetrics = accuracy is { } best ? Metrics(best) : null,
        };

    private static SlotStatus Slot(int index, AttemptId? attempt, double? fraction)
    {
        var id = new SlotId("silo", "cpu", index);
        var progress = attempt is { } running ? new TrialProgress(running, id, "training", 4, fraction ?? 0, []) : null;
        return new SlotStatus(new SlotView(id, DeviceKind.Cpu, attempt is null ? "idle" : "running", attempt), progress);
    }
}
