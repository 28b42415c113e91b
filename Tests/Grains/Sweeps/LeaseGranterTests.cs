using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Sweeps;

namespace SweepCluster.Grains.Tests.Sweeps;

/// <summary>What a slot hears when the next suggestion takes a while to find.</summary>
public sealed class LeaseGranterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SweepScript _sweep = new("granted-1", Specs.Simple() with { Method = new GaussianProcessMethod(StartupTrials: 2) });

    public LeaseGranterTests()
    {
        _sweep.Submit();
        for (var trial = 0; trial < 3; trial++)
        {
            _sweep.StartNew();
            _sweep.Report(trial, 1, trial);
            _sweep.End(trial, AttemptOutcome.Completed);
        }
    }

    [Fact]
    public async Task Acquire_PreparationOutlastsTheCaller_GrantsNothing()
    {
        var refused = Assert.IsType<LeaseRefused>(await AcquireAsync(TimeSpan.FromSeconds(4.5)));

        Assert.Equal("finding out what to try next took long; ask again", refused.Reason);
        Assert.Equal(3, _sweep.Engine.TrialCount);
    }

    [Fact]
    public async Task Acquire_PreparationTakesAMoment_GrantsWhatTheModelLikes()
    {
        Assert.IsType<LeaseGranted>(await AcquireAsync(TimeSpan.FromSeconds(0.2)));

        Assert.Equal(4, _sweep.Engine.TrialCount);
    }

    private Task<LeaseReply> AcquireAsync(TimeSpan preparation)
    {
        var granter = new LeaseGranter(
            _sweep.Id,
            _sweep.Engine,
            new LeaseLedger(_time, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)),
            _time,
            events =>
            {
                _sweep.Append(events);
                return Task.CompletedTask;
            },
            () => Task.CompletedTask,
            Guid.NewGuid,
            work =>
            {
                work();
                _time.Advance(preparation);
                return Task.CompletedTask;
            },
            (_, _) => { },
            NullLogger.Instance);
        return granter.AcquireAsync(new SlotOffer(new SlotId("silo", "cpu", 0), "silo:1", DeviceKind.Cpu), hasOtherSilo: false);
    }
}
