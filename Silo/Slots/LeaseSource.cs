using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Silo.Slots;

/// <summary>Where a free slot gets its leases: it lets the dispatcher advise it, then asks sweep after sweep.</summary>
internal sealed partial class LeaseSource(SlotOffer offer, IGrainFactory grains, SweepFilter filter, ILogger logger)
{
    private string? _first;

    /// <summary>A lease for this slot; null when no sweep has one.</summary>
    /// <exception cref="TimeoutException">A sweep's answer was lost. It may have been a lease, so that sweep is asked first next time.</exception>
    public async Task<Lease?> PullAsync()
    {
        var advised = await grains.GetGrain<IDispatcherGrain>(offer.Device.ToString()).Advise(offer);
        foreach (var sweep in advised.Where(filter.Allows).OrderByDescending(sweep => sweep == _first))
        {
            if (await AskAsync(sweep) is LeaseGranted granted)
            {
                return granted.Lease;
            }
        }

        return null;
    }

    /// <summary>Has a sweep asked first next time, because it believes that this slot holds a lease of it.</summary>
    public void AskFirst(string sweep) => _first = sweep;

    /// <summary>True when the attempt in this slot should make room for a sweep of higher priority; false when nobody can tell.</summary>
    public async Task<bool> ShouldYieldAsync(string sweep)
    {
        try
        {
            return await grains.GetGrain<IDispatcherGrain>(offer.Device.ToString()).ShouldYield(offer, sweep);
        }
        catch (Exception exception)
        {
            LogNoAdvice(logger, exception, offer.Slot);
            return false;
        }
    }

    /// <summary>Asks one sweep; one that cannot answer at all does not keep the slot from asking the others.</summary>
    private async Task<LeaseReply?> AskAsync(string sweep)
    {
        try
        {
            var reply = await grains.GetGrain<ISweepGrain>(sweep).AcquireLease(offer);
            _first = _first == sweep ? null : _first;
            return reply;
        }
        catch (TimeoutException) when (_first != sweep)
        {
            AskFirst(sweep);
            throw;
        }
        catch (Exception exception)
        {
            LogSilent(logger, exception, offer.Slot, sweep);
            _first = null;
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} got no advice whether to yield and goes on")]
    private static partial void LogNoAdvice(ILogger logger, Exception exception, SlotId slot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} got no answer from sweep {Sweep} and asks the others")]
    private static partial void LogSilent(ILogger logger, Exception exception, SlotId slot, string sweep);
}
