using SweepCluster.Contracts.Attempts;
using SweepCluster.Grains.Slots;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>Plays a slot's worker: asks the dispatcher, then sweep after sweep, runs the attempt, has its end committed, asks again.</summary>
internal sealed class SimulatedWorker(SimulatedSilo silo, SlotOffer offer)
{
    private string? _first;

    private World World => silo.World;

    public async Task RunAsync()
    {
        var backOff = Timings.IdleDelay;
        while (!World.IsOver)
        {
            World.Journal.IdleBegins(offer);
            try
            {
                backOff = await WorkOnceAsync(backOff);
            }
            catch (Exception exception) when (exception is TimeoutException or IOException)
            {
                backOff = Longer(backOff);
            }

            if (backOff > TimeSpan.Zero)
            {
                await silo.Delay(backOff);
            }
        }
    }

    /// <summary>One round of asking for work; answers how long to wait before the next.</summary>
    private async Task<TimeSpan> WorkOnceAsync(TimeSpan backOff)
    {
        if (await PullAsync() is not { } lease)
        {
            return Timings.IdleDelay;
        }

        var claim = silo.Ledger.Claim(lease);
        if (claim != SlotClaim.Held && World.Plan.Planted != Planted.OpenLedger)
        {
            await CommitAsync(lease, AttemptOutcome.Abandoned(AbandonReason.LeaseExpired));
            return Longer(backOff);
        }

        World.Journal.IdleEnds(offer);
        await WorkOnAsync(lease);
        return World.Plan.Planted == Planted.LazyWorker ? TimeSpan.FromSeconds(4) : TimeSpan.Zero;
    }

    private async Task WorkOnAsync(Lease lease)
    {
        var hold = World.Journal.Claimed(lease, offer.SiloAddress);
        var outcome = await new SimulatedAttempt(silo, lease, World.PlanOf(lease.Attempt.Trial.Sweep)).RunAsync();
        hold.StoppedAt = World.Time.Now;
        if (outcome is not null)
        {
            await CommitAsync(lease, outcome);
        }

        silo.Ledger.Release(lease);
        hold.ReleasedAt = World.Time.Now;
    }

    private async Task<Lease?> PullAsync()
    {
        var advised = await World.Network.CallAsync(silo, () => Task.FromResult(World.Advise(offer)));
        foreach (var sweep in advised.OrderByDescending(sweep => sweep == _first))
        {
            if (await AskAsync(sweep) is LeaseGranted granted)
            {
                return granted.Lease;
            }
        }

        return null;
    }

    private async Task<LeaseReply?> AskAsync(string sweep)
    {
        try
        {
            var reply = await World.Network.CallAsync(silo, () => World.Activation(sweep).AcquireLease(offer));
            _first = _first == sweep ? null : _first;
            return reply;
        }
        catch (TimeoutException) when (_first != sweep)
        {
            _first = sweep;
            throw;
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            _first = null;
            return null;
        }
    }

    private async Task CommitAsync(Lease lease, AttemptOutcome outcome)
    {
        World.Journal.Outcomes[lease.Attempt] = outcome;
        try
        {
            if (await new SimulatedLink(silo, lease.Attempt, lease.Duration).End(outcome))
            {
                World.Journal.AcknowledgedEnds.Add(lease.Attempt);
            }
        }
        catch (LeaseLostException)
        {
            // The lease has ended by itself, as on a real slot.
            return;
        }
    }

    private static TimeSpan Longer(TimeSpan backOff)
    {
        var doubled = backOff < Timings.IdleDelay ? Timings.IdleDelay : backOff * 2;
        return doubled < Timings.LongestBackOff ? doubled : Timings.LongestBackOff;
    }
}
