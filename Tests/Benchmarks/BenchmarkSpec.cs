using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks;

/// <summary>The sweep that benchmarks use: ten mixed parameters, the Parzen estimator, successive halving.</summary>
internal static class BenchmarkSpec
{
    public static SweepSpec Create(int? runCap) => new(
        "bench",
        new ProgramTask(["none"]),
        new TpeMethod(),
        [new Objective("score", Direction.Maximize)],
        [.. Parameters()])
    {
        Seed = 1,
        RunCap = runCap,
        EarlyTerminate = new AshaTermination(1, 9),
    };

    private static IEnumerable<ParameterSpec> Parameters()
    {
        for (var i = 0; i < 4; i++)
        {
            yield return new ParameterSpec($"real{i}", new UniformDistribution(0, 1), []);
        }

        for (var i = 0; i < 3; i++)
        {
            yield return new ParameterSpec($"log{i}", new LogUniformDistribution(1e-5, 1), []);
        }

        yield return new ParameterSpec("whole", new UniformDistribution(1, 100, 1, Integer: true), []);
        ImmutableArray<ParameterValue> choices = [ParameterValue.Of("a"), ParameterValue.Of("b"), ParameterValue.Of("c")];
        yield return new ParameterSpec("choice", new CategoricalDistribution(choices), []);
        yield return new ParameterSpec("flag", new CategoricalDistribution([ParameterValue.Of(true), ParameterValue.Of(false)]), []);
    }
}
