using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Silo.Slots;

/// <summary>Where a free slot gets its leases: it lets the dispatcher advise it, then asks sweep after sweep.</summary>
/// <param name="slot">The slot, whose memory is asked for anew each time.</param>
/// <param name="memory">The slot's memory in bytes; null when it is not known.</param>
/// <param name="grains">The way to the grains.</param>
/// <param name="filter">Which sweeps may be asked.</param>
/// <param name="leaseEnd">After how long a lease that was never renewed has ended.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes notes.</param>
internal sealed partial class LeaseSource(
    SlotOffer slot, Func<long?> memory, IGrainFactory grains, SweepFilter filter, TimeSpan leaseEnd, TimeProvider time, ILogger logger)
{
    /// <summary>A sweep grants nothing to a call that is older; the silo that would answer it drops it.</summary>
    private static readonly TimeSpan CallLife = TimeSpan.FromSeconds(5);

    private Debt? _debt;

    private SlotOffer Offer => slot with { Memory = memory() };

    /// <summary>
    /// A lease for this slot; null when no sweep has one. A sweep whose answer was lost may have granted a lease, so no other is asked until
    /// it answers. When it is silent for the length of a lease it is asked no more, until the lease that the last call may have brought has
    /// ended by itself; then the others go before it once. A slot never holds two leases.
    /// </summary>
    /// <exception cref="IOException">A sweep's answer was lost; it is asked again at the next call.</exception>
    public async Task<Lease?> PullAsync()
    {
        var silent = _debt?.Sweep;
        if (_debt is { } debt)
        {
            if (time.GetElapsedTime(debt.Since) < leaseEnd)
            {
                if (await AskAsync(debt.Sweep) is LeaseGranted owed)
                {
                    return owed.Lease;
                }
            }
            else if (time.GetElapsedTime(debt.AskedAt) < leaseEnd + CallLife)
            {
                return null;
            }
        }

        _debt = null;
        var advised = await grains.GetGrain<IDispatcherGrain>(slot.Device.ToString()).Advise(Offer);
        foreach (var next in advised.Where(filter.Allows).OrderBy(sweep => sweep == silent))
        {
            if (await AskAsync(next) is LeaseGranted granted)
            {
                return granted.Lease;
            }
        }

        return null;
    }

    /// <summary>Has a sweep asked first next time, because it believes that this slot holds a lease of it.</summary>
    public void AskFirst(string sweep) => _debt = new Debt(sweep, time.GetTimestamp(), time.GetTimestamp());

    /// <summary>True when the attempt in this slot should make room for a sweep of higher priority; false when nobody can tell.</summary>
    public async Task<bool> ShouldYieldAsync(string sweep)
    {
        try
        {
            return await grains.GetGrain<IDispatcherGrain>(slot.Device.ToString()).ShouldYield(Offer, sweep);
        }
        catch (Exception exception)
        {
            LogNoAdvice(logger, exception, slot.Slot);
            return false;
        }
    }

    /// <summary>Asks one sweep; one that refuses with an error does not keep the slot from asking the others.</summary>
    private async Task<LeaseReply?> AskAsync(string sweep)
    {
        try
        {
            var reply = await grains.GetGrain<ISweepGrain>(sweep).AcquireLease(Offer);
            _debt = null;
            return reply;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or IOException or OperationCanceledException)
        {
            // From now on: the call that was not answered may be carried out until its life is over.
            _debt = new Debt(sweep, _debt?.Sweep == sweep ? _debt.Since : time.GetTimestamp(), time.GetTimestamp());
            throw new IOException($"The answer of sweep {sweep} to slot {slot.Slot} was lost: {exception.Message}", exception);
        }
        catch (Exception exception)
        {
            LogSilent(logger, exception, slot.Slot, sweep);
            _debt = null;
            return null;
        }
    }

    /// <param name="Sweep">The sweep that may have granted a lease which did not arrive.</param>
    /// <param name="Since">Since when it has not answered.</param>
    /// <param name="AskedAt">When the last call came to nothing.</param>
    private sealed record Debt(string Sweep, long Since, long AskedAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} got no advice whether to yield and goes on")]
    private static partial void LogNoAdvice(ILogger logger, Exception exception, SlotId slot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} got no answer from sweep {Sweep} and asks the others")]
    private static partial void LogSilent(ILogger logger, Exception exception, SlotId slot, string sweep);
}
