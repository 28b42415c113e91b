namespace SweepCluster.Grains.Dispatch;

/// <summary>What decides when a running sweep is served.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Priority">From 0 to 100; higher is served first.</param>
/// <param name="Weight">The sweep's share among sweeps of equal priority; above 0.</param>
/// <param name="Running">How many slots it holds.</param>
/// <param name="SubmittedAt">When it was submitted, in UTC.</param>
internal readonly record struct SweepShare(string Sweep, int Priority, double Weight, int Running, DateTime SubmittedAt);
