using System.Collections.Immutable;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Running;

/// <summary>What one session of a run knows about its sweep. Events come in, lines and models for the display go out.</summary>
internal sealed class RunTracker
{
    private const int RecentLines = 8;
    private readonly Lock _lock = new();
    private readonly SessionStart _start;
    private readonly IRunningCluster _cluster;
    private readonly ISweepGrain _grain;
    private readonly TimeProvider _time;
    private readonly EventLines _lines;
    private readonly long _startedAt;
    private RunModel _model;
    private long _sequence;

    /// <summary>Begins the session's clock.</summary>
    public RunTracker(SessionStart start, IRunningCluster cluster, TimeProvider time)
    {
        _start = start;
        _cluster = cluster;
        _time = time;
        _grain = cluster.Grains.GetGrain<ISweepGrain>(start.Sweep.Id);
        _lines = new EventLines(start.Sweep.Spec);
        _startedAt = time.GetTimestamp();
        _model = new RunModel(start.Sweep with { Sequence = 0 }, [], cluster.Slots);
        Summary = new RunSummary(start.AfterSequence);
    }

    /// <summary>Raised with every line about this session.</summary>
    public event Action<string>? LineAdded;

    /// <summary>How well the session uses its slots.</summary>
    public RunSummary Summary { get; }

    /// <summary>The sequence number of the last event seen.</summary>
    public long Sequence => Interlocked.Read(ref _sequence);

    /// <summary>How long the session lasts so far.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_startedAt);

    /// <summary>Takes the next event of the sweep's log.</summary>
    public void Apply(SweepEvent next)
    {
        lock (_lock)
        {
            Summary.Apply(next);
            var told = _lines.Tell(next);
            if (next.Sequence > _start.AfterSequence)
            {
                Add(told);
            }

            Interlocked.Exchange(ref _sequence, next.Sequence);
        }
    }

    /// <summary>Tells the user what to know now.</summary>
    public void Announce(string notice)
    {
        lock (_lock)
        {
            _model = _model with { Notice = notice };
            LineAdded?.Invoke(notice);
        }
    }

    /// <summary>
    /// All that is known now. Asks the sweep only when events came since the last time, and shows what is old when it cannot answer.
    /// </summary>
    public async Task<RunModel> LookAsync()
    {
        var sweep = _model.Sweep;
        var trials = _model.Trials;
        if (sweep.Sequence < Sequence)
        {
            (sweep, trials) = await AskAsync() ?? (sweep, trials);
        }

        lock (_lock)
        {
            return _model = _model with
            {
                Sweep = sweep,
                Trials = trials,
                Slots = _cluster.Slots,
                Elapsed = Elapsed,
                Rest = RestEstimate.Of(sweep, Shown.Finished(_start.Sweep.Trials), Elapsed, _time.GetUtcNow()),
                History = _lines.History,
            };
        }
    }

    private async Task<(SweepSnapshot Sweep, ImmutableArray<TrialSnapshot> Trials)?> AskAsync()
    {
        try
        {
            var sweep = await _grain.GetSnapshot();
            return (sweep, await _grain.GetTrials());
        }
        catch (Exception exception) when (GrainCalls.IsPassing(exception))
        {
            return null;
        }
    }

    private void Add(IReadOnlyList<string> told)
    {
        _model = _model with { Recent = [.. _model.Recent.Concat(told).TakeLast(RecentLines)] };
        foreach (var line in told)
        {
            LineAdded?.Invoke(line);
        }
    }
}
