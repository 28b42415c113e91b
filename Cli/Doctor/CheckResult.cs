namespace SweepCluster.Cli.Doctor;

/// <summary>What a check of <c>sweep doctor</c> came to.</summary>
internal enum CheckResult
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Sweeps run, but something may surprise.</summary>
    Warn,

    /// <summary>Sweeps will not run.</summary>
    Fail,
}
