namespace SweepCluster.Search.Randomness;

/// <summary>What a random number is for. Numbers of different purposes never share a counter. The values are part of every log's meaning.</summary>
internal enum DrawPurpose
{
    /// <summary>The seed of training.</summary>
    Training = 0,

    /// <summary>Independent draws from the distributions.</summary>
    Prior = 1,

    /// <summary>Candidates of a model.</summary>
    Model = 2,

    /// <summary>The order in which the points of a finite space are gone through.</summary>
    Order = 3,

    /// <summary>Anything else; for callers outside Search.</summary>
    General = 4,

    /// <summary>The scrambling of a quasirandom sequence; the same for all trials.</summary>
    Scramble = 5,

    /// <summary>Where a search that came to its end begins anew.</summary>
    Restart = 6,

    /// <summary>Whether a trial is one of the share that no model has a say in.</summary>
    Share = 7,
}
