using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Dispatch;

namespace SweepCluster.Grains.Tests.Dispatch;

/// <summary>Slots that become free at the same moment are spread over the sweeps that lack them.</summary>
public sealed class SlotAdviceTests
{
    private static readonly SlotId First = new("silo", "cpu", 0);
    private static readonly SlotId Second = new("silo", "cpu", 1);

    private readonly FakeTimeProvider _time = new();
    private readonly SlotAdvice _advice;

    public SlotAdviceTests() => _advice = new SlotAdvice(_time);

    [Fact]
    public void Advise_RoomForOneWasPromised_SendsTheNextSlotElsewhere()
    {
        Assert.Equal("high", FirstFor(First));
        Assert.Equal("low", FirstFor(Second));
    }

    [Fact]
    public void Advise_SlotThatWasPromisedTheRoomAsksAgain_SendsItThereAgain()
    {
        Assert.Equal("high", FirstFor(First));
        Assert.Equal("high", FirstFor(First));
    }

    [Fact]
    public void Advise_PromisedSlotStaysAway_GivesTheRoomToTheNextAfterASecond()
    {
        FirstFor(First);
        _time.Advance(TimeSpan.FromSeconds(1.001));

        Assert.Equal("high", FirstFor(Second));
    }

    [Fact]
    public void Advise_PromiseWasKept_CountsTheNewRoomWhole()
    {
        FirstFor(First);

        Assert.Equal("high", FirstFor(Second, attempts: 1, running: 1));
    }

    [Fact]
    public void Advise_OneOfTwoPromisesWasKept_StillCountsTheOther()
    {
        Assert.Equal("high", FirstFor(First, room: 2));
        Assert.Equal("high", FirstFor(Second, room: 2));

        Assert.Equal("low", FirstFor(new SlotId("silo", "cpu", 2), room: 1, attempts: 1, running: 1));
    }

    private string FirstFor(SlotId slot, int room = 1, int attempts = 0, int running = 0) => _advice.Advise(
        new SlotOffer(slot, "silo:1", DeviceKind.Cpu),
        [
            new SweepDemand("low", Priority: 10, Weight: 1, DateTime.UnixEpoch, Running: 0, Room: 5, Attempts: 0, StepSeconds: 0),
            new SweepDemand("high", Priority: 90, Weight: 1, DateTime.UnixEpoch, running, room, attempts, StepSeconds: 0),
        ])[0];
}
