using SweepCluster.Chaos.Processes;

namespace SweepCluster.Chaos.Cluster;

/// <summary>A silo under one name: the process that runs now, and those before it.</summary>
/// <param name="place">Where it lives.</param>
/// <param name="words">What starts it.</param>
/// <param name="environment">Its environment variables.</param>
/// <param name="clock">The clock of its processes; null when they have the machine's.</param>
/// <param name="outputFile">Takes what its processes print.</param>
internal sealed class SiloProcess(
    SiloPlace place, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, SteppedClock? clock, string outputFile)
    : IDisposable
{
    private readonly Lock _lock = new();
    private ChildProcess? _process;
    private bool _isEndWanted = true;

    /// <summary>Its name.</summary>
    public string Name => place.Name;

    /// <summary>Where it lives.</summary>
    public SiloPlace Place => place;

    /// <summary>Its clock when it can be set; null when it cannot.</summary>
    public SteppedClock? Clock => clock;

    /// <summary>The process; null before the first start.</summary>
    public ChildProcess? Current => _process;

    /// <summary>True while a process runs, also a frozen one.</summary>
    public bool IsRunning => _process?.IsRunning == true;

    /// <summary>True while its process is a member of the cluster, as far as it knows, and nothing was done to it.</summary>
    public bool Serves => IsRunning && !IsFrozen && !_isEndWanted && _process!.IsReady;

    /// <summary>True while its process is stopped by a signal.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>True when its process ended although nobody wanted it to; such as one that found itself declared dead.</summary>
    public bool EndedByItself => _process is { IsRunning: false } && !_isEndWanted;

    /// <summary>Starts a process unless one runs.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (!IsRunning)
            {
                // The one before is not disposed of: somebody may be looking at its end.
                _isEndWanted = false;
                IsFrozen = false;
                _process = ChildProcess.Start(words, environment, outputFile, SweepCommand.ReadyWord);
            }
        }
    }

    /// <summary>Waits until the process that was told to end is gone, then some more, and starts another.</summary>
    /// <returns>False when the process did not end in time and was killed.</returns>
    public async Task<bool> StartAgainAsync(TimeSpan patience, TimeSpan delay, CancellationToken cancellationToken)
    {
        var process = _process!;
        var isGone = await process.WaitAsync(patience);
        if (!isGone)
        {
            End(Signal.Kill);
            await process.WaitAsync(patience);
        }

        await Task.Delay(delay, TimeProvider.System, cancellationToken);
        Start();
        return isGone;
    }

    /// <summary>Ends the process by a signal.</summary>
    public void End(Signal signal)
    {
        lock (_lock)
        {
            _isEndWanted = true;
            _process?.Send(signal);
            Thaw();
        }
    }

    /// <summary>Stops the process until <see cref="Thaw"/>.</summary>
    public void Freeze()
    {
        IsFrozen = true;
        _process?.Send(Signal.Stop);
    }

    /// <summary>Lets a stopped process go on.</summary>
    public void Thaw()
    {
        if (IsFrozen)
        {
            IsFrozen = false;
            _process?.Send(Signal.Continue);
        }
    }

    public void Dispose()
    {
        _isEndWanted = true;
        _process?.Dispose();
    }
}
