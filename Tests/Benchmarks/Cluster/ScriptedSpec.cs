using System.Reflection;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.Cluster;

/// <summary>Sweeps of equal trials that sleep for a given time, each in a real trial process.</summary>
internal static class ScriptedSpec
{
    private static readonly string Program = typeof(ScriptedSpec).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "ScriptedTrial").Value!;

    /// <summary>A sweep whose trial processes write down what they do.</summary>
    /// <param name="trials">How many trials it has.</param>
    /// <param name="steps">How many steps, each with a report, a trial takes.</param>
    /// <param name="step">How long a step lasts.</param>
    /// <param name="observer">The folder for what the processes write down.</param>
    public static SweepSpec Create(int trials, int steps, TimeSpan step, string observer) => new(
        "scripted",
        new ProgramTask([Program]),
        new RandomMethod(),
        [new Objective("score", Direction.Maximize)],
        [
            new ParameterSpec("lr", new UniformDistribution(0, 1), []),
            Constant("steps", ParameterValue.Of(steps)),
            Constant("step_ms", ParameterValue.Of((long)step.TotalMilliseconds)),
            Constant("observer", ParameterValue.Of(observer)),
        ])
    {
        Seed = 7,
        RunCap = trials,
    };

    private static ParameterSpec Constant(string name, ParameterValue value) => new(name, new ConstantDistribution(value), []);
}
