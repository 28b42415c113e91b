namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>A bug put into the simulated shell on purpose, to see that the checks find it.</summary>
internal enum Planted
{
    /// <summary>None: the shell as it should be.</summary>
    None,

    /// <summary>Messages of superseded attempts are taken for the current one's.</summary>
    NoFencing,

    /// <summary>Every claim on a slot succeeds, and each slot is worked by two workers.</summary>
    OpenLedger,

    /// <summary>Leases never expire and dead silos are not noticed.</summary>
    NoExpiry,

    /// <summary>Leases expire although they are renewed.</summary>
    NoRenewal,

    /// <summary>Calls are answered before the commit.</summary>
    EarlyAnswer,

    /// <summary>The dispatcher advises by age alone.</summary>
    AgeOnly,

    /// <summary>A slot sleeps for some seconds after each attempt.</summary>
    LazyWorker,

    /// <summary>A slot does not fence itself when the sweep is out of reach or calls its attempt stale.</summary>
    Stubborn,
}
