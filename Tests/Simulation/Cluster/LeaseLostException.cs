namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>The sweep was out of reach for so long that the attempt must stop.</summary>
internal sealed class LeaseLostException() : Exception("The sweep was out of reach for too long.");
