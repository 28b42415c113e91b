using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>One sweep of a world and what people do to it. Times are in seconds from the world's start.</summary>
internal sealed record SweepPlan(int Trials, int Steps = 4, double StepSeconds = 5)
{
    public bool IsGrid { get; init; }

    /// <summary>How parameter sets are chosen where there is no grid; null for at random.</summary>
    public MethodSpec? Method { get; init; }

    public bool IsAsha { get; init; }

    /// <summary>True for the variant of successive halving that pauses trials and promotes them; only with <see cref="IsAsha"/>.</summary>
    public bool IsPromotion { get; init; }

    public DeviceKind Device { get; init; } = DeviceKind.Any;

    /// <summary>The memory that a slot must have in GiB; null for any.</summary>
    public int? Memory { get; init; }

    public int Priority { get; init; } = 50;

    public double Weight { get; init; } = 1;

    public int? Cap { get; init; }

    public int MaxRestarts { get; init; } = 3;

    public double SubmitAt { get; init; }

    public double? PauseAt { get; init; }

    public double? ResumeAt { get; init; }

    public double? CancelAt { get; init; }

    /// <summary>The share of steps after which a checkpoint is written, from 0 to 1.</summary>
    public double Checkpoints { get; init; } = 0.5;

    /// <summary>The spec that the engine gets. A grid has exactly as many points as the plan has trials.</summary>
    public SweepSpec Spec(string id, int seed) => new(
        id,
        new ProgramTask(["simulated"]),
        IsGrid ? new GridMethod() : Method ?? new RandomMethod(),
        [new Objective("loss", Direction.Minimize)],
        [new ParameterSpec("x", IsGrid ? new UniformDistribution(1, Trials, 1, Integer: true) : new UniformDistribution(0, 1), [])])
    {
        Seed = seed,
        RunCap = IsGrid ? null : Trials,
        EarlyTerminate = IsAsha
            ? new AshaTermination(1, Math.Max(2, Steps), Variant: IsPromotion ? AshaVariant.Promotion : null)
            : new NoEarlyTermination(),
        Limits = new LimitsSpec(Cap),
        Resources = new ResourcesSpec(Device, Priority, Weight) { Memory = (long?)Memory << 30 },
        Retries = new RetriesSpec(MaxRestarts),
    };

    /// <summary>How good a trial is after a step: the same whenever it is asked for.</summary>
    public static double Loss(ParameterSet parameters, int step) =>
        Math.Abs(Math.Sin(parameters.Values[0].Value.Number * 97)) + (1.0 / step);
}
