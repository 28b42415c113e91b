namespace SweepCluster.Dashboard.Live;

/// <summary>What there is to say about a watched sweep. A closed family.</summary>
public abstract record SweepUpdate
{
    private SweepUpdate()
    {
    }

    /// <summary>The sweep is known up to an event; the model says everything.</summary>
    public sealed record Current(SweepModel Model) : SweepUpdate;

    /// <summary>No sweep of this id was ever submitted.</summary>
    public sealed record Unknown : SweepUpdate;

    /// <summary>The sweep cannot be reached at the moment; what was shown last is old.</summary>
    public sealed record Lost(string Reason) : SweepUpdate;
}
