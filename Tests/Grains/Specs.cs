using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Grains.Tests;

/// <summary>Short forms for specs and what attempts report.</summary>
internal static class Specs
{
    public const string Metric = "score";

    /// <summary>A sweep that maximises one metric over one real parameter.</summary>
    public static SweepSpec Simple(string name = "test", int? runCap = null) =>
        new(
            name,
            new ProgramTask(["true"]),
            new RandomMethod(),
            [new Objective(Metric, Direction.Maximize)],
            [new ParameterSpec("lr", new UniformDistribution(0, 1), [])])
        {
            Seed = 7,
            RunCap = runCap,
        };

    /// <summary>A sweep with a rung at the first step, at which one in three survives.</summary>
    public static SweepSpec Asha() => Simple() with { EarlyTerminate = new AshaTermination(1, 9) };

    public static MetricSet Score(double value) => new([new Metric(Metric, value)]);

    /// <summary>A checkpoint after a step; its path names the attempt as in a real home.</summary>
    public static CheckpointRef Checkpoint(int attempt, int step) =>
        new(step, $"attempt-{attempt}/step-{step}", 100 + step, new string('a', 64));

    public static ImmutableArray<ParameterSpec> Continuous => Simple().Parameters;
}
