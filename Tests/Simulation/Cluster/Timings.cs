namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>The product's default timings.</summary>
internal static class Timings
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LeaseGrace = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan SelfFence = TimeSpan.FromSeconds(25);
    public static readonly TimeSpan IdleDelay = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(15);
}
