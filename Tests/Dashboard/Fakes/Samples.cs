using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Dashboard.Tests.Fakes;

/// <summary>A sweep with a trial of most kinds, listed by number; their ranks differ from their numbers.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static SweepSpec Spec { get; } = new(
        "digits",
        new ProgramTask(["train"]),
        new TpeMethod(),
        [new Objective("val_loss", Direction.Minimize)],
        [
            new ParameterSpec("lr", new LogUniformDistribution(1e-4, 1), []),
            new ParameterSpec("model", new CategoricalDistribution([ParameterValue.Of("mlp"), ParameterValue.Of("cnn")]), []),
            new ParameterSpec("width", new UniformDistribution(8, 64, 8, true), [new Condition("model", [ParameterValue.Of("mlp")])]),
            new ParameterSpec("epochs", new ConstantDistribution(ParameterValue.Of(8)), []),
        ])
    {
        Description = "Which small network reads digits best?",
        EarlyTerminate = new MedianTermination(),
        RunCap = 20,
    };

    public static ImmutableArray<TrialSnapshot> Trials { get; } =
    [
        Ranked(0, TrialStatus.Completed, 2, 0.2104, 8),
        Ranked(1, TrialStatus.Completed, 1, 0.08125, 8),
        Ranked(2, TrialStatus.Pruned, 3, 0.9, 2) with { Reason = "0.9 is worse than the median 0.31 at step 2" },
        Trial(3, TrialStatus.Failed) with { Reason = "out of memory" },
        Ranked(4, TrialStatus.Running, 4, 1.25, 1),
    ];

    public static SweepSnapshot Sweep { get; } = Of("digits-1", SweepStatus.Running);

    public static SweepSnapshot Of(string id, SweepStatus status) =>
        new(id, status, Spec, 40, new TrialCounts(5, 0, 1, 0, 2, 1, 1, 0))
        {
            Incumbent = Trials[1],
            SubmittedAt = Start,
            StepSeconds = 754,
        };

    public static TrialSnapshot Ranked(int number, TrialStatus status, int rank, double loss, int step)
    {
        var metrics = new MetricSet([new Metric("val_loss", loss)]);
        return Trial(number, status) with { Rank = rank, Step = step, Metrics = metrics, BestStep = step, BestMetrics = metrics, Curve = [.. Enumerable.Repeat(loss, step)] };
    }

    private static TrialSnapshot Trial(int number, TrialStatus status) => new(number, status, Parameters(number), 1);

    private static ParameterSet Parameters(int number)
    {
        var isMlp = number % 2 == 1;
        ImmutableArray<NamedValue> width = isMlp ? [new("width", ParameterValue.Of(8 * (number + 1)))] : [];
        return new(
        [
            new("lr", ParameterValue.Of(0.0123456 / (number + 1))),
            new("model", ParameterValue.Of(isMlp ? "mlp" : "cnn")),
            .. width,
            new("epochs", ParameterValue.Of(8)),
        ]);
    }
}
