namespace SweepCluster.Silo.Telemetry;

/// <summary>What a slot's time goes to.</summary>
internal enum SlotActivity
{
    /// <summary>A trial process is started or waited for.</summary>
    Starting,

    /// <summary>It asks for work, takes a lease or hands an outcome over.</summary>
    Handover,

    /// <summary>An attempt runs.</summary>
    Busy,

    /// <summary>No sweep has work for it.</summary>
    NoWork,

    /// <summary>The sweep or its store did not answer or failed.</summary>
    Store,

    /// <summary>Its trial process cannot be started.</summary>
    Broken,

    /// <summary>Its silo leaves.</summary>
    Draining,
}
