namespace SweepCluster.Chaos.Plan;

/// <summary>What can go wrong in a campaign.</summary>
internal enum FaultKind
{
    /// <summary>A trial process is killed.</summary>
    KillTrial,

    /// <summary>A silo is killed.</summary>
    KillSilo,

    /// <summary>The silo that hosts some sweep's coordinator is killed.</summary>
    KillCoordinator,

    /// <summary>All silos are killed at once.</summary>
    KillAllSilos,

    /// <summary>A trial process is stopped (SIGSTOP) and goes on later.</summary>
    FreezeTrial,

    /// <summary>A silo is stopped (SIGSTOP) and goes on later, when the others may have declared it dead.</summary>
    FreezeSilo,

    /// <summary>A silo is told to leave (SIGTERM) and started again, as in a rolling update.</summary>
    RestartSilo,

    /// <summary>Redis is stopped and started again.</summary>
    StopRedis,

    /// <summary>PostgreSQL is shut down in order (fast) and started again.</summary>
    StopPostgres,

    /// <summary>PostgreSQL is stopped at once (immediate), so that it must recover when it is started again.</summary>
    CrashPostgres,

    /// <summary>The shared folder for checkpoints is full for a while.</summary>
    FillCheckpoints,

    /// <summary>A silo's home is full for a while.</summary>
    FillHome,

    /// <summary>A sweep is paused and resumed in quick succession, and sometimes canceled.</summary>
    CommandStorm,

    /// <summary>The same commands are given several times at once.</summary>
    RepeatCommands,

    /// <summary>A silo's network is cut: no other silo, no Redis, no PostgreSQL.</summary>
    CutNetwork,

    /// <summary>The clock of the last silo is set forward or back for a while, by up to ten minutes, and then set right again.</summary>
    StepClock,
}
