using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Tests.Wire;

/// <summary>One filled example of everything that is stored or sent.</summary>
internal static class Samples
{
    private const string Span = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static SweepSpec Spec { get; } = new(
        "demo",
        new DatasetTask("fashion-mnist", 6000, 2000),
        new TpeMethod(5, 12),
        [new Objective("val_accuracy", Direction.Maximize, 0.9), new Objective("val_loss", Direction.Minimize)],
        [
            new ParameterSpec("model", new CategoricalDistribution([ParameterValue.Of("lenet"), ParameterValue.Of("resnet")], [0.25, 0.75]), []),
            new ParameterSpec("flag", new ConstantDistribution(ParameterValue.Of(true)), []),
            new ParameterSpec("width", new UniformDistribution(4, 12, 4, Integer: true), [new Condition("model", [ParameterValue.Of("resnet")])]),
            new ParameterSpec("lr", new LogUniformDistribution(1e-4, 0.1), []),
            new ParameterSpec("bias", new NormalDistribution(0, 1), []),
            new ParameterSpec("scale", new LogNormalDistribution(0, 1), []),
        ])
    {
        Description = "Größe ≤ 1",
        EarlyTerminate = new AshaTermination(1, 9),
        RunCap = 16,
        Seed = 1L << 53,
        Limits = new LimitsSpec(2, TimeSpan.FromMinutes(10), 0.25),
        Resources = new ResourcesSpec(DeviceKind.Gpu, 60, 0.5) { Memory = 6L << 30 },
        Retries = new RetriesSpec(1) { ProgressTimeout = TimeSpan.FromSeconds(90), MaxTrialDuration = TimeSpan.FromHours(1) },
        FirstPoints = [Parameters],
        Constraints = new NetConstraints(new CostBounds(Max: 2_000_000), CostBounds.Around(10_000_000, 0.02)),
    };

    public static IReadOnlyList<SweepSpec> Specs { get; } =
    [
        Spec,
        Spec with { Task = new ExternalTask(), EarlyTerminate = new AshaTermination(2, 8, 2, AshaVariant.Promotion) },
        Spec with { Task = new ProgramTask(["python3", "train.py"]), Method = new RandomMethod(), EarlyTerminate = new MedianTermination(1, 2, 3, 4) },
        Spec with { Method = new SobolMethod(), EarlyTerminate = new HyperbandTermination(1, 27, 4) },
        Spec with { Method = new HaltonMethod(), EarlyTerminate = new PercentileTermination(25.5, 1, 2, 3, 4) },
        Spec with { Method = new CmaesMethod(12), EarlyTerminate = new PatientTermination(3, 0.5) },
        Spec with { Method = new DifferentialEvolutionMethod(9), EarlyTerminate = new ThresholdTermination(-1, null, 2, 3) },
        Spec with { Method = new GeneticMethod(9), EarlyTerminate = new WilcoxonTermination(0.05, 6) },
        Spec with { Method = new GaussianProcessMethod(4) },
        Spec with { Method = new AutoMethod() },
        Spec with { Method = new BohbMethod(32, 0.25) },
        Spec with { Method = new DehbMethod(12) },
        Spec with { Lag = 8, EarlyTerminate = new NoEarlyTermination() },
        Spec with { Method = new CmaesMethod(8, CmaesRestarts.Bipop) },
        Spec with { Method = new GridMethod(), EarlyTerminate = new NoEarlyTermination(), Seed = null, RunCap = null },
    ];

    public static IReadOnlyList<AttemptOutcome> Outcomes { get; } =
    [
        AttemptOutcome.Completed,
        AttemptOutcome.Pruned,
        AttemptOutcome.Paused,
        AttemptOutcome.Canceled,
        .. Enum.GetValues<FailureReason>().Select(reason => AttemptOutcome.Failed(reason, "exit code 1")),
        .. Enum.GetValues<AbandonReason>().Select(AttemptOutcome.Abandoned),
    ];

    public static IReadOnlyList<SweepEvent> Events { get; } = Number(
    [
        .. Specs.Select(spec => new SweepSubmitted(spec)),
        new SweepSubmitted(Specs[0], "hash") { RequestId = "again", TraceParent = Span },
        new SweepPaused(),
        new SweepResumed(),
        new SweepCanceled(),
        new SweepChanged(new SweepChange(RunCap: 30, Weight: 2.5)),
        new SweepFinished(SweepStatus.Completed, "run_cap reached"),
        new TrialSuggested(3, Parameters, 17, "tpe"),
        new TrialSuggested(4, Parameters, 17, "tpe") { Rejected = Rejected },
        new TrialStopped(4),
        new TrialRetried(4),
        new TrialNoted(4, "überlegen\nzweite Zeile", true),
        new AttemptStarted(3, 2, Slot, "S127.0.0.1:11111:1", Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), 4),
        new AttemptReported(3, 2, 5, Metrics, 1.25, new Judgement(Decision.Prune, "worse than 2 of 3", 1, [0, 1])),
        new AttemptReported(3, 2, 6, MetricSet.Empty, double.PositiveInfinity, Judgement.Continue),
        new CheckpointSaved(3, 2, Checkpoint),
        .. Outcomes.Select(outcome => new AttemptEnded(3, 2, outcome)),
    ]);

    public static Lease Lease { get; } = new(
        new AttemptId(new TrialId("demo-1", 3), 2),
        Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Slot,
        TimeSpan.FromSeconds(30),
        Spec.Task,
        Parameters,
        42,
        9,
        Checkpoint,
        Spec.Retries)
    {
        Objectives = Spec.Objectives,
        TraceParent = Span,
    };

    public static SweepSnapshot Snapshot { get; } = new("demo-1", SweepStatus.Running, Spec, 17, new TrialCounts(8, 1, 1, 1, 1, 1, 1, 2))
    {
        Incumbent = new TrialSnapshot(3, TrialStatus.Completed, Parameters, 2)
        {
            Step = 9,
            Metrics = Metrics,
            Slot = Slot,
            Checkpoint = Checkpoint,
            Curve = [0.5, double.NaN],
        },
        SubmittedAt = Time,
        StartedAt = Time,
        Rejected = Rejected,
        Front = new FrontSnapshot([1, 3], 3, [0.5, 30], 0.25),
    };

    private static RejectedCandidates Rejected => new(7, "a network of 3 macs; it must have at most 2");

    private static ParameterSet Parameters => new(
    [
        new NamedValue("model", ParameterValue.Of("resnet")),
        new NamedValue("flag", ParameterValue.Of(true)),
        new NamedValue("width", ParameterValue.Of(8)),
        new NamedValue("lr", ParameterValue.Of(1.0)),
    ]);

    private static MetricSet Metrics => new(
    [
        new Metric("val_accuracy", 0.5),
        new Metric("val_loss", double.NaN),
        new Metric("up", double.PositiveInfinity),
        new Metric("down", double.NegativeInfinity),
    ]);

    private static SlotId Slot => new("silo-a", "cuda:0", 1);

    private static CheckpointRef Checkpoint => new(4, "/data/demo-1/3/2/4.bin", 1024, "abc");

    private static DateTimeOffset Time => new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(1));

    private static SweepEvent[] Number(SweepEvent[] events) =>
        [.. events.Select((happened, index) => happened with { Sequence = index + 1, Time = Time })];
}
