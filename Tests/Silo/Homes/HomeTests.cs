using System.Diagnostics;
using SweepCluster.Contracts.Ids;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Tests.Homes;

public sealed class HomeTests : IDisposable
{
    private static readonly HomeHolder Holder = new(4711, "sweep run demo.yaml", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 30000, "local-30000");

    private readonly TemporaryHome _temporary = new();

    private SweepHome Home => _temporary.Home;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Acquire_HeldHome_NamesTheHolder()
    {
        using var held = HomeLock.Acquire(Home);
        held.Write(Holder);

        var refusal = Assert.Throws<HomeBusyException>(() => HomeLock.Acquire(Home));

        Assert.Contains("process 4711 (sweep run demo.yaml, since 2026-01-02 03:04:05 UTC)", refusal.Message);
        Assert.Contains(Home.Root, refusal.Message);
    }

    [Fact]
    public void Acquire_HolderThatHasNotIntroducedItself_IsRefusedToo()
    {
        using var held = HomeLock.Acquire(Home);

        Assert.Contains("another process", Assert.Throws<HomeBusyException>(() => HomeLock.Acquire(Home)).Message);
    }

    [Fact]
    public void Dispose_HeldHome_FreesIt()
    {
        var held = HomeLock.Acquire(Home);
        held.Write(Holder);
        Assert.Equal(Holder, HomeLock.FindHolder(Home));

        held.Dispose();

        Assert.Null(HomeLock.FindHolder(Home));
        HomeLock.Acquire(Home).Dispose();
    }

    [Fact]
    public async Task Acquire_HolderKilled_IsFree()
    {
        using var other = Process.Start("flock", ["--no-fork", Home.LockFile, "sleep", "600"]);
        try
        {
            await Eventually.True(IsHeld, "the other process holds the home");
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync(CancellationToken.None);
        }

        Assert.False(IsHeld());
    }

    [Fact]
    public void Open_PathThatIsAFile_SaysWhatToDo()
    {
        var file = Path.Combine(_temporary.Path, "file");
        File.WriteAllText(file, "");

        var refusal = Assert.Throws<HomeException>(() => SweepHome.Open(file));

        Assert.Contains(file, refusal.Message);
        Assert.Contains("--home", refusal.Message);
    }

    [Fact]
    public void Paths_OfSlotsAndAttempts_HaveNoColonsAndNameTheAttempt()
    {
        Assert.Equal(Path.Combine(Home.Root, "run", "cuda-0.1"), Home.WorkingDirectory("cuda:0.1"));
        Assert.Equal("demo-1/7/attempt-2", SweepHome.CheckpointFolder(new AttemptId(new TrialId("demo-1", 7), 2)));
    }

    private bool IsHeld()
    {
        try
        {
            HomeLock.Acquire(Home).Dispose();
            return false;
        }
        catch (HomeBusyException)
        {
            return true;
        }
    }
}
