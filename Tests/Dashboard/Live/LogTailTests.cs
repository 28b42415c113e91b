using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Tests.Live;

public sealed class LogTailTests
{
    private readonly LogTail _tail = new();

    [Fact]
    public void Take_LooksThatOverlap_TellsEachLineOnce()
    {
        Look(1, "a", "b");
        Look(1, "a", "b");
        Look(1, "b", "c");

        Assert.Equal(["— attempt 1 on silo/cpu:0 —", "a", "b", "c"], _tail.Lines);
    }

    [Fact]
    public void Take_LinesRepeatThemselves_KeepsAsManyAsWereLogged()
    {
        Look(1, "x", "x");
        Look(1, "x", "x", "x");

        Assert.Equal(["x", "x", "x"], _tail.Lines.Skip(1));
    }

    [Fact]
    public void Take_LinesWereMissed_SaysSo()
    {
        Look(1, "a", "b");
        Look(1, "e", "f");

        Assert.Equal(["a", "b", "— …", "e", "f"], _tail.Lines.Skip(1));
    }

    [Fact]
    public void Take_NextAttempt_BeginsAnew()
    {
        Look(1, "a");
        Look(2, "a");

        Assert.Equal(["— attempt 1 on silo/cpu:0 —", "a", "— attempt 2 on silo/cpu:0 —", "a"], _tail.Lines);
    }

    [Fact]
    public void Take_VeryManyLines_KeepsTheLast()
    {
        for (var i = 0; i < LogTail.MostLines + 10; i++)
        {
            Look(1, $"{i}", $"{i + 1}");
        }

        Assert.Equal(LogTail.MostLines, _tail.Lines.Count);
        Assert.Equal($"{LogTail.MostLines + 10}", _tail.Lines.Last());
    }

    private void Look(int attempt, params string[] lines) => _tail.Take(new TrialProgress(
        new AttemptId(new TrialId("digits-1", 3), attempt), new SlotId("silo", "cpu", 0), "training", 1, 0.5, [.. lines]));
}
