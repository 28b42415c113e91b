using SweepCluster.Grains.Dispatch;

namespace SweepCluster.Grains.Tests.Dispatch;

public sealed class FairQueueTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly FairQueue _queue = new();

    [Fact]
    public void Order_Priorities_HigherFirstWhateverItHas() => Assert.Equal("high", First(Demand("low"), Demand("high", priority: 60, running: 9)));

    [Fact]
    public void Order_NoTimeHasPassed_SmallestShareAfterTheGrantFirst()
    {
        Assert.Equal("heavy", First(Demand("light"), Demand("heavy", weight: 3, running: 1)));
        Assert.Equal("light", First(Demand("heavy", weight: 3, running: 3, age: 1), Demand("light")));
    }

    [Fact]
    public void Order_WithoutRoom_GoesLast() => Assert.Equal("low", First(Demand("low"), Demand("high", priority: 90, room: 0)));

    [Fact]
    public void Order_NoSweep_IsEmpty() => Assert.Empty(_queue.Order([], []));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 5)]
    public void Order_OneSlot_IsSharedByWeight(double first, double second)
    {
        double[] seconds = [0, 0];
        for (var trial = 0; trial < 600; trial++)
        {
            var chosen = First(Demand("a", weight: first, seconds: seconds[0]), Demand("b", weight: second, seconds: seconds[1], age: 1));
            seconds[chosen == "a" ? 0 : 1] += 1;
        }

        Assert.InRange(seconds[0] / seconds[1], 0.95 * first / second, 1.05 * first / second);
    }

    [Fact]
    public void Order_SweepThatComesLater_DoesNotGetWhatItMissed()
    {
        First(Demand("old"));
        First(Demand("old", seconds: 1000), Demand("new", age: 100));

        Assert.Equal("old", First(Demand("old", seconds: 1000), Demand("new", age: 100, seconds: 1)));
    }

    [Fact]
    public void Order_SweepThatHadNoRoom_DoesNotSaveUp()
    {
        First(Demand("busy"), Demand("full", room: 0, age: 1));
        First(Demand("busy", seconds: 1000), Demand("full", room: 0, age: 1));
        First(Demand("busy", seconds: 1000), Demand("full", room: 0, age: 1));

        Assert.Equal("busy", First(Demand("busy", seconds: 1000), Demand("full", age: 1, seconds: 1)));
    }

    [Fact]
    public void Order_SlotThatIsTooSmall_LeavesTheSweepOut()
    {
        var (big, small) = (Demand("big", priority: 90) with { Memory = 8 }, Demand("small"));

        Assert.Equal(["small"], Order(4, big, small));
        Assert.Equal(["small"], Order(null, big, small));
        Assert.Equal(["big", "small"], Order(8, big, small));
    }

    /// <summary>A slot that a sweep does not fit asks in between; the sweep had most slot time before and still has had it after.</summary>
    [Fact]
    public void Order_SlotThatIsTooSmall_DoesNotForgetWhatTheSweepHad()
    {
        SweepDemand Big(double seconds) => Demand("big", seconds: seconds) with { Memory = 8 };
        Order(8, Big(0), Demand("small", age: 1));
        Order(4, Big(1000), Demand("small", age: 1));

        Assert.Equal(["small", "big"], Order(8, Big(1000), Demand("small", age: 1)));
    }

    /// <summary>The big sweep could not use the small slots, so how little it had says nothing about them.</summary>
    [Fact]
    public void Order_SweepThatComesLater_StartsLevelWithThoseThatWantTheSlot()
    {
        var big = Demand("big") with { Memory = 8 };
        Order(4, big, Demand("old", age: 1));
        Order(4, big, Demand("old", age: 1, seconds: 1000), Demand("new", age: 2));

        Assert.Equal(["old", "new"], Order(4, big, Demand("old", age: 1, seconds: 1000), Demand("new", age: 2, seconds: 1)));
    }

    private IEnumerable<string> Order(long? memory, params SweepDemand[] demands) =>
        _queue.Order(demands, [.. demands.Where(demand => demand.Fits(memory))]).Select(demand => demand.Sweep);

    private string First(params SweepDemand[] demands) => _queue.Order(demands, demands)[0].Sweep;

    private static SweepDemand Demand(string sweep, int priority = 50, double weight = 1, int running = 0, int room = 100, int age = 0, double seconds = 0) =>
        new(sweep, priority, weight, Start.AddSeconds(age), running, room, Attempts: running, seconds);
}
