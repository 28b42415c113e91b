using CsCheck;

namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>Checks a property on the same drawn worlds at every run.</summary>
internal static class Sampling
{
    /// <summary>How long a failing world is made smaller, in seconds.</summary>
    private const int ShrinkSeconds = 8;

    /// <summary>
    /// Draws worlds with the seeds 0, 1, 2, … At the first failure CsCheck looks for a smaller world that fails, and prints it with the
    /// seed that draws it again.
    /// </summary>
    public static void Check(Gen<WorldPlan> worlds, int count, Action<WorldPlan> property)
    {
        for (var stream = 0u; stream < count; stream++)
        {
            var random = new PCG(1, stream);
            var seed = random.ToString();
            var plan = worlds.Generate(random, null, out _);
            if (!Holds(property, plan))
            {
                worlds.Sample(property, seed: seed, time: ShrinkSeconds, threads: 1, print: world => $"SWEEP_SIMULATION='{world}'");
                property(plan);
            }
        }
    }

    private static bool Holds(Action<WorldPlan> property, WorldPlan plan)
    {
        try
        {
            property(plan);
            return true;
        }
        catch (Exception exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{exception.Message}\n{plan}");
            return false;
        }
    }
}
