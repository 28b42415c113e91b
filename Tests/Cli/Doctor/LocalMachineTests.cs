using SweepCluster.Cli.Doctor;

namespace SweepCluster.Cli.Tests.Doctor;

public sealed class LocalMachineTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sweep-doctor-");
    private readonly LocalMachine _machine = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void WriteRefusal_DirectoryToBeMade_IsAbsentAndNothingIsMade()
    {
        var home = Path.Combine(_directory.FullName, "a", "b");
        Assert.Null(_machine.WriteRefusal(home));
        Assert.InRange(_machine.FreeBytes(home), 1, long.MaxValue);
        Assert.Empty(_directory.GetFileSystemInfos());
    }

    [Fact]
    public void WriteRefusal_DirectoryInProc_SaysWhy() => Assert.NotNull(_machine.WriteRefusal("/proc/sweep"));

    [Fact]
    public void FileContains_TextInTheMiddle_IsFound()
    {
        var file = Path.Combine(_directory.FullName, "library");
        File.WriteAllText(file, "\0\u0001GLIBCXX_3.4.32\0");
        Assert.True(_machine.FileContains(file, "GLIBCXX_3.4.32"));
        Assert.False(_machine.FileContains(file, "GLIBCXX_3.4.33"));
        Assert.False(_machine.FileContains(file + ".absent", "GLIBCXX_3.4.32"));
    }

    [Fact]
    public async Task AskAsync_Program_GivesItsOutputOnlyWhenItEndsWell()
    {
        Assert.Equal("yes\n", await _machine.AskAsync("/bin/sh", ["-c", "echo yes"], TestContext.Current.CancellationToken));
        Assert.Null(await _machine.AskAsync("/bin/sh", ["-c", "echo no; exit 3"], TestContext.Current.CancellationToken));
        Assert.Null(await _machine.AskAsync("/absent/program", [], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AskAsync_ProgramThatTakesTooLong_IsKilled() => Assert.Null(await ProgramAnswer.AskAsync(
        "/bin/sh", ["-c", "sleep 60"], TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
}
