using System.Runtime.CompilerServices;
using SweepCluster.Training.Numerics;

// One libtorch, one global generator and two cores: tests that run beside each other would disturb each other's numbers.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace SweepCluster.Training.Tests;

internal static class AssemblySetup
{
    /// <summary>The test process computes convolutions too, so it needs the same guard as the trainer.</summary>
    [ModuleInitializer]
    internal static void SecureNumerics()
    {
        if (NumericsGuard.Secure() is { Trusted: false } numerics)
        {
            throw new InvalidOperationException($"Convolutions on this machine are wrong (oneDNN: {numerics.Reason}).");
        }
    }
}
