using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Running;

/// <summary>Follows one sweep on the cluster of this process until it is over or a signal asks to stop.</summary>
internal sealed class RunSession
{
    private static readonly TimeSpan PauseLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(200);
    private readonly Invocation _invocation;
    private readonly IRunningCluster _cluster;
    private readonly SessionStart _start;
    private readonly StopRequest _stop;
    private readonly ISweepGrain _grain;
    private readonly GrainCalls _calls;
    private readonly RunTracker _tracker;

    /// <summary>Begins the session's clock.</summary>
    public RunSession(Invocation invocation, IRunningCluster cluster, SessionStart start, StopRequest stop)
    {
        _invocation = invocation;
        _cluster = cluster;
        _start = start;
        _stop = stop;
        _grain = cluster.Grains.GetGrain<ISweepGrain>(start.Sweep.Id);
        _calls = new GrainCalls(invocation.Services.Time);
        _tracker = new RunTracker(start, cluster, invocation.Services.Time);
        cluster.Serve(start.Sweep.Id);
    }

    /// <summary>Follows the sweep, prints the ranking and the summary, and answers the process's exit code.</summary>
    public async Task<int> FollowAsync(IRunDisplay display, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        var shown = display.ShowAsync(_tracker, over.Task);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchTroubleAsync(closing.Token);
        var feed = new EventFeed(_grain, _invocation.Services.Time).FollowAsync(_tracker.Apply, closing.Token);
        try
        {
            await Task.WhenAny(feed, _stop.Received);
            if (!feed.IsCompleted)
            {
                await PauseAsync(feed, cancellationToken);
            }
        }
        finally
        {
            over.SetResult();
            await shown;
            await closing.CancelAsync();
            await watching;
        }

        if (!_stop.Received.IsCompleted)
        {
            await feed;
        }

        return await ConcludeAsync(cancellationToken);
    }

    /// <summary>Says once when the store cannot be written, and once when it can again; trials go on meanwhile.</summary>
    private async Task WatchTroubleAsync(CancellationToken cancellationToken)
    {
        string? known = null;
        var time = _invocation.Services.Time;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_cluster.Trouble is var trouble && trouble != known)
            {
                known = trouble;
                _tracker.Announce(trouble is null ? "results are stored again" : $"results cannot be stored, trying again: {trouble}");
            }

            await Task.Delay(PollPause, time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task PauseAsync(Task feed, CancellationToken cancellationToken)
    {
        _tracker.Announce("stopping: running trials stop at their next checkpoint; Ctrl-C again quits at once");
        await _calls.RepeatAsync(_grain.Pause, cancellationToken);
        var time = _invocation.Services.Time;
        var begun = time.GetTimestamp();
        while (!feed.IsCompleted && !await IsQuietAsync(cancellationToken) && time.GetElapsedTime(begun) < PauseLimit)
        {
            await Task.Delay(PollPause, time, cancellationToken);
        }
    }

    // The feed lags behind the snapshot; the summary wants the ends of the last attempts too.
    private async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        var sweep = await _calls.RepeatAsync(_grain.GetSnapshot, cancellationToken);
        return sweep.Trials.Running == 0 && _tracker.Sequence >= sweep.Sequence;
    }

    private async Task<int> ConcludeAsync(CancellationToken cancellationToken)
    {
        var sweep = await _calls.RepeatAsync(_grain.GetSnapshot, cancellationToken);
        var trials = await _calls.RepeatAsync(_grain.GetTrials, cancellationToken);
        var result = RunResult.Of(sweep, _tracker.Elapsed, _tracker.Summary, _cluster.Slots.Length);
        new RunReport(_invocation).Print(sweep, trials, result);
        if (sweep.Status.IsFinal())
        {
            return sweep.Status == SweepStatus.Completed ? ExitCodes.Done : ExitCodes.Failed;
        }

        var running = sweep.Trials.Running > 0
            ? $" (still running: {Shown.Count(sweep.Trials.Running)}; what they did since their last checkpoint is done again)"
            : "";
        _invocation.Say($"paused {sweep.Id}{running}; go on with: {_start.GoOnWith}");
        return (int)await _stop.Received;
    }
}
