using System.Diagnostics;
using SweepCluster.Silo.Processes;

namespace SweepCluster.Silo.Tests.Processes;

public sealed class OrphanFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-orphan-");
    private readonly Process _sleeper = Programs.Sleeper();

    public void Dispose()
    {
        _sleeper.Kill();
        _sleeper.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task KillLeftover_StoppedProcess_IsKilled()
    {
        OrphanFile.Write(_folder.FullName, _sleeper);
        Programs.Signal("STOP", _sleeper.Id);

        OrphanFile.KillLeftover(_folder.FullName);

        await _sleeper.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(137, _sleeper.ExitCode);
    }

    [Fact]
    public void KillLeftover_OtherProcessOfTheSameId_IsSpared()
    {
        OrphanFile.Write(_folder.FullName, _sleeper);
        var file = Path.Combine(_folder.FullName, "process");
        File.WriteAllText(file, File.ReadAllText(file) + "1");

        OrphanFile.KillLeftover(_folder.FullName);

        Assert.False(_sleeper.HasExited);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x 1")]
    [InlineData("2147483647 1")]
    public void KillLeftover_NothingToKill_DoesNothing(string content)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "process"), content);

        OrphanFile.KillLeftover(_folder.FullName);

        Assert.False(_sleeper.HasExited);
    }

    [Fact]
    public void KillLeftover_NoFile_DoesNothing()
    {
        OrphanFile.KillLeftover(Path.Combine(_folder.FullName, "absent"));

        Assert.False(_sleeper.HasExited);
    }
}
