using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Dashboard.Live;

/// <summary>A watched sweep as all pages of this process see it. One writer, many readers; readers copy what they need and leave.</summary>
public sealed class SweepModel
{
    private readonly Lock _gate = new();
    private TrialBoard _trials;
    private SweepHistory? _history;

    public SweepModel(SweepSnapshot sweep, TrialBoard trials)
    {
        Sweep = sweep;
        _trials = trials;
    }

    /// <summary>The sweep without its trials.</summary>
    public SweepSnapshot Sweep { get; private set; }

    /// <summary>The first event that is not known yet.</summary>
    public long Next
    {
        get
        {
            lock (_gate)
            {
                return Math.Min(_trials.Sequence, _history?.Sequence ?? long.MaxValue) + 1;
            }
        }
    }

    /// <summary>Reads trials and, when a page asked for it and it is there, the history.</summary>
    public T Read<T>(Func<TrialBoard, SweepHistory?, T> read)
    {
        lock (_gate)
        {
            _trials.Rank();
            var isWhole = _history?.Sequence >= _trials.Sequence;
            return read(_trials, isWhole ? _history : null);
        }
    }

    /// <summary>Begins a history; it is told by <see cref="Read"/> once it has caught up.</summary>
    public void WantHistory()
    {
        lock (_gate)
        {
            _history ??= new SweepHistory();
        }
    }

    /// <summary>Takes events in, in their order.</summary>
    public void Apply(IReadOnlyList<SweepEvent> events)
    {
        lock (_gate)
        {
            foreach (var e in events)
            {
                _trials.Apply(e);
                _history?.Apply(e);
            }
        }
    }

    /// <summary>Takes the sweep's own state as the grain tells it.</summary>
    public void Apply(SweepSnapshot sweep) => Sweep = sweep;

    /// <summary>Takes all trials anew.</summary>
    public void Apply(TrialBoard trials)
    {
        lock (_gate)
        {
            _trials = trials;
        }
    }
}
