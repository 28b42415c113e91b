using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Values;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>One attempt in its trial process: trains step by step, reports, renews its lease and stops when told to.</summary>
internal sealed class SimulatedAttempt(SimulatedSilo silo, Lease lease, SweepPlan plan)
{
    private const double InfeasibleScale = 1_000_003;

    private readonly SimulatedLink _link = new(silo, lease.Attempt, Timings.SelfFence);
    private readonly TaskCompletionSource<AttemptOutcome?> _killed = new();
    private TaskCompletionSource _wakeUp = new();
    private Directive _asked = Directive.Continue;
    private bool _isOver;

    private World World => silo.World;

    private FaultRates Faults => World.Plan.Faults;

    /// <summary>Runs the attempt; null when the sweep does not want to hear of it any more.</summary>
    public async Task<AttemptOutcome?> RunAsync()
    {
        World.Watch(RenewAsync());
        var training = TrainAsync();
        World.Watch(training);
        var ended = await Task.WhenAny(training, _killed.Task);
        _isOver = true;
        return await ended;
    }

    private async Task<AttemptOutcome?> TrainAsync()
    {
        if (lease.Seed % InfeasibleScale / InfeasibleScale < Faults.Infeasible)
        {
            return AttemptOutcome.Failed(FailureReason.Infeasible, "too deep");
        }

        for (var step = (lease.ResumeFrom?.Step ?? 0) + 1; !_isOver; step++)
        {
            if (await TrainStepAsync(step) is { } outcome)
            {
                return outcome;
            }

            if (_isOver || step >= plan.Steps)
            {
                return AttemptOutcome.Completed;
            }
        }

        return null;
    }

    /// <summary>Trains one step and reports it; null when there is no reason to stop.</summary>
    private async Task<AttemptOutcome?> TrainStepAsync(int step)
    {
        await BusyAsync(plan.StepSeconds * (0.5 + World.Chance.NextDouble()));
        if (_asked != Directive.Continue)
        {
            return OutcomeOf(_asked);
        }

        if (World.Happens(Faults.Crashed))
        {
            return AttemptOutcome.Failed(FailureReason.Crashed, "exit code 139");
        }

        if (World.Happens(Faults.Diverged))
        {
            return AttemptOutcome.Failed(FailureReason.Diverged, "loss is NaN");
        }

        await TellAsync(step);
        return _asked == Directive.Continue ? null : OutcomeOf(_asked);
    }

    /// <summary>Ends after a time, or earlier when the attempt is told to stop.</summary>
    private Task BusyAsync(double seconds)
    {
        var wakeUp = _wakeUp = new TaskCompletionSource();
        World.Time.After(TimeSpan.FromSeconds(seconds), () => silo.Do(() => wakeUp.TrySetResult()));
        return wakeUp.Task;
    }

    private async Task TellAsync(int step)
    {
        var checkpoint = World.Chance.NextDouble() < plan.Checkpoints
            ? new CheckpointRef(step, $"{lease.Attempt}/{step}", 1, "00")
            : null;
        var isApart = checkpoint is not null && World.Chance.Next(2) == 0;
        if (isApart)
        {
            Follow(await CallAsync(() => _link.SaveCheckpoint(checkpoint!)));
        }

        if (_isOver)
        {
            return;
        }

        var metrics = new MetricSet(
            [new Metric("loss", SweepPlan.Loss(lease.Parameters, step)), new Metric("attempt", lease.Attempt.Number)]);
        var reply = await CallAsync(() => _link.Report(new AttemptReport(lease.Attempt, step, metrics, 1, isApart ? null : checkpoint)));
        if (reply is { Directive: not Directive.Stale })
        {
            World.Journal.AcknowledgedReports.Add((lease.Attempt, step));
        }

        Follow(reply);
    }

    private async Task RenewAsync()
    {
        while (true)
        {
            await silo.Delay(Timings.RenewInterval);
            if (_isOver)
            {
                return;
            }

            Follow(await CallAsync(_link.Renew));
        }
    }

    private async Task<DirectiveReply?> CallAsync(Func<Task<DirectiveReply>> call)
    {
        try
        {
            return await call();
        }
        catch (LeaseLostException)
        {
            _killed.TrySetResult(AttemptOutcome.Abandoned(AbandonReason.LeaseExpired));
            return null;
        }
    }

    private void Follow(DirectiveReply? reply)
    {
        if (reply is null || _isOver || World.Plan.Planted == Planted.Stubborn)
        {
            return;
        }

        if (reply.Directive == Directive.Stale)
        {
            _killed.TrySetResult(null);
        }
        else if (_asked == Directive.Continue && reply.Directive != Directive.Continue)
        {
            _asked = reply.Directive;
            _wakeUp.TrySetResult();
        }
    }

    private static AttemptOutcome OutcomeOf(Directive directive) => directive switch
    {
        Directive.Pause => AttemptOutcome.Paused,
        Directive.Prune => AttemptOutcome.Pruned,
        _ => AttemptOutcome.Canceled,
    };
}
