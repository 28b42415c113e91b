namespace SweepCluster.Grains.Store;

/// <summary>Whether the store can be written, as the last commit saw it.</summary>
public sealed class StoreHealth
{
    private volatile string? _trouble;

    /// <summary>Why the last commit failed; null when it succeeded or none was tried.</summary>
    public string? Trouble
    {
        get => _trouble;
        internal set => _trouble = value;
    }
}
