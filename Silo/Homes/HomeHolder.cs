namespace SweepCluster.Silo.Homes;

/// <summary>Who holds a home.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Command">What it was started as, such as <c>sweep run demo.yaml</c>.</param>
/// <param name="Since">When it took the home, in UTC.</param>
/// <param name="GatewayPort">The loopback port on which it answers Orleans clients.</param>
/// <param name="ClusterId">Its Orleans cluster id.</param>
public sealed record HomeHolder(int ProcessId, string Command, DateTimeOffset Since, int GatewayPort, string ClusterId);
