using System.Threading.Channels;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Telemetry;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// Follows one sweep to its end, over any loss of the grain: all trials are read once, then events alone keep them up to date, by their
/// sequence numbers and at most five batches a second. Trials are read again only when an event leaves a doubt that the sweep alone can
/// settle, such as whether a failed trial is tried again, and not more often than once in five seconds.
/// </summary>
/// <param name="id">The sweep's id.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="meter">Takes how old events are when pages have them.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="logger">Where losses are told.</param>
internal sealed partial class SweepWatch(string id, ISweepGrain sweep, DashboardMeter meter, TimeProvider time, ILogger logger)
{
    internal static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(200);
    internal static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan DoubtInterval = TimeSpan.FromSeconds(5);
    private const int MostInBatch = 20_000;

    private readonly Lock _gate = new();
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isHistoryWanted;
    private SweepModel? _model;
    private CancellationTokenSource? _reading;
    private DateTimeOffset _trialsReadAt;

    /// <summary>
    /// Publishes the sweep as it is and as it becomes; returns when it was never there. One that is over is looked at again when asked.
    /// </summary>
    public async Task FollowAsync(Action<SweepUpdate> publish, CancellationToken cancellationToken)
    {
        while (true)
        {
            var asked = Asked();
            if (!await TryFollowAsync(publish, cancellationToken))
            {
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
            else if (_model is null)
            {
                return;
            }
            else
            {
                await asked.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Asks for what happened from the first event on; it comes with the updates.</summary>
    public void WantHistory()
    {
        lock (_gate)
        {
            if (!_isHistoryWanted)
            {
                _isHistoryWanted = true;
                _model?.WantHistory();
                _reading?.Cancel();
                _asked.TrySetResult();
            }
        }
    }

    /// <summary>Has a sweep that is over looked at again.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            _asked.TrySetResult();
        }
    }

    /// <summary>Ends when something is asked for after this.</summary>
    private Task Asked()
    {
        lock (_gate)
        {
            _asked = _asked.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _asked;
            return _asked.Task;
        }
    }

    /// <summary>True when all is told: the sweep is over, or was never there.</summary>
    private async Task<bool> TryFollowAsync(Action<SweepUpdate> publish, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await sweep.GetSnapshot();
            var model = _model ?? Keep(new SweepModel(snapshot, await ReadTrialsAsync()));
            model.Apply(snapshot);
            publish(new SweepUpdate.Current(model));
            while (!IsWhole(model))
            {
                if (!await FollowEventsAsync(model, publish, cancellationToken))
                {
                    return false;
                }
            }

            return true;
        }
        catch (KeyNotFoundException)
        {
            publish(new SweepUpdate.Unknown());
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost(exception, id);
            publish(new SweepUpdate.Lost(exception.Message));
            return false;
        }
    }

    private SweepModel Keep(SweepModel model)
    {
        lock (_gate)
        {
            _model = model;
            if (_isHistoryWanted)
            {
                model.WantHistory();
            }
        }

        return model;
    }

    private static bool IsWhole(SweepModel model) => model.Sweep.Status.IsFinal() && model.Next > model.Sweep.Sequence;

    private async Task<TrialBoard> ReadTrialsAsync()
    {
        var before = await sweep.GetSnapshot();
        var trials = await sweep.GetTrials();
        var after = await sweep.GetSnapshot();
        _trialsReadAt = time.GetUtcNow();
        return new TrialBoard(before.Spec, trials, before.Sequence, after.Sequence);
    }

    /// <summary>Takes in what comes. False when the grain ended the events before the sweep's last.</summary>
    private async Task<bool> FollowEventsAsync(SweepModel model, Action<SweepUpdate> publish, CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_gate)
        {
            _reading = reading;
        }

        var events = Channel.CreateBounded<SweepEvent>(MostInBatch);
        var since = time.GetUtcNow();
        var pump = ReadAsync(model.Next, events.Writer, reading.Token);
        try
        {
            while (await IsThereNewsAsync(model, events.Reader, cancellationToken))
            {
                var newest = await TakeAsync(model, events.Reader, cancellationToken);
                publish(new SweepUpdate.Current(model));
                if (newest?.Time >= since)
                {
                    meter.Lagged(time.GetUtcNow() - newest.Time);
                }
            }

            return reading.IsCancellationRequested || IsWhole(model);
        }
        finally
        {
            lock (_gate)
            {
                _reading = null;
            }

            await reading.CancelAsync();
            await pump;
        }
    }

    /// <summary>Waits for an event or for the time to ask again; false when no event will come.</summary>
    private async Task<bool> IsThereNewsAsync(SweepModel model, ChannelReader<SweepEvent> events, CancellationToken cancellationToken)
    {
        var next = events.WaitToReadAsync(cancellationToken).AsTask();
        if (UntilNextLook(model) is { } pause)
        {
            var settling = Task.Delay(pause, time, cancellationToken);
            return await Task.WhenAny(next, settling) == settling || await next;
        }

        return await next;
    }

    /// <summary>When to ask without an event; null for never. Why a sweep waits for a slot is no event.</summary>
    private TimeSpan? UntilNextLook(SweepModel model) =>
        model.Read((trials, _) => trials.IsInDoubt) ? UntilSettling()
        : model.Sweep is { Status: SweepStatus.Running, Trials.Running: 0 } ? DoubtInterval
        : null;

    private TimeSpan UntilSettling()
    {
        var rest = _trialsReadAt + DoubtInterval - time.GetUtcNow();
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <summary>Takes in what has come; answers the newest event, null when there was none.</summary>
    private async Task<SweepEvent?> TakeAsync(SweepModel model, ChannelReader<SweepEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count < MostInBatch)
        {
            await Task.Delay(LeastInterval, time, cancellationToken);
        }

        var batch = new List<SweepEvent>();
        while (batch.Count < MostInBatch && events.TryRead(out var e))
        {
            batch.Add(e);
        }

        model.Apply(batch);
        model.Apply(await sweep.GetSnapshot());
        if (model.Read((trials, _) => trials.IsInDoubt) && (UntilSettling() == TimeSpan.Zero || model.Sweep.Status.IsFinal()))
        {
            model.Apply(await ReadTrialsAsync());
        }

        return batch.LastOrDefault();
    }

    /// <summary>Passes events on; why they ended is told by how the channel ends.</summary>
    private async Task ReadAsync(long fromSequence, ChannelWriter<SweepEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var next in sweep.Watch(fromSequence, cancellationToken).WithCancellation(cancellationToken))
            {
                await events.WriteAsync(next, cancellationToken);
            }

            events.Complete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            events.Complete();
        }
        catch (Exception exception)
        {
            events.Complete(exception);
        }
    }
}
