namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>One silo of a world.</summary>
/// <param name="Cpu">How many slots of the kind cpu it has.</param>
/// <param name="Gpu">How many slots of the kind gpu it has.</param>
internal sealed record SiloPlan(int Cpu, int Gpu = 0);
