namespace SweepCluster.Grains.Dispatch;

/// <summary>What a running sweep that can use a kind of slot has and wants, as of its last commit.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Priority">From 0 to 100; higher is served first.</param>
/// <param name="Weight">The sweep's share among sweeps of equal priority; above 0.</param>
/// <param name="SubmittedAt">When it was submitted, in UTC.</param>
/// <param name="Running">How many slots it has.</param>
/// <param name="Room">How many more slots it could use now.</param>
/// <param name="Attempts">How many attempts it has started so far.</param>
/// <param name="StepSeconds">How long slots were busy for it so far.</param>
internal sealed record SweepDemand(
    string Sweep, int Priority, double Weight, DateTime SubmittedAt, int Running, int Room, int Attempts, double StepSeconds)
{
    /// <summary>The least memory a slot must offer to it, in bytes; null when any slot will do.</summary>
    public long? Memory { get; init; }

    /// <summary>True when a slot with so much memory will do; null is an unknown amount, which is enough for those alone that need none.</summary>
    public bool Fits(long? memory) => Memory is not { } needed || memory >= needed;
}
