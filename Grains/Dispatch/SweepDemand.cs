namespace SweepCluster.Grains.Dispatch;

/// <summary>What a running sweep that can use a kind of slot has and wants, as of its last commit.</summary>
/// <param name="Share">What it has.</param>
/// <param name="Room">How many more slots it could use now.</param>
/// <param name="Attempts">How many attempts it has started so far.</param>
internal sealed record SweepDemand(SweepShare Share, int Room, int Attempts)
{
    /// <inheritdoc cref="SweepShare.Sweep"/>
    public string Sweep => Share.Sweep;

    /// <inheritdoc cref="SweepShare.Priority"/>
    public int Priority => Share.Priority;
}
