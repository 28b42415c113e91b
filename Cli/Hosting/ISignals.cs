namespace SweepCluster.Cli.Hosting;

/// <summary>The signals that ask this process to stop.</summary>
internal interface ISignals
{
    /// <summary>Calls back on every signal until disposed; meanwhile signals do not end the process.</summary>
    IDisposable Listen(Action<StopSignal> received);

    /// <summary>Ends the process at once; trial processes end because their control channel closes.</summary>
    void ExitNow(StopSignal signal);
}
