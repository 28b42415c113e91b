using SweepCluster.Silo.Stacks;

namespace SweepCluster.Silo.Tests.Stacks;

public sealed class StackDumpTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Write_StoppedProcess_SaysThatItIsStoppedAndAsksItNothing()
    {
        using var sleeper = Programs.Sleeper();
        try
        {
            Programs.Signal("STOP", sleeper.Id);
            await Eventually.True(() => ProcessTree.IsStopped(sleeper.Id), "the process stops");

            await StackDump.WriteAsync(sleeper.Id, _file);

            var lines = await File.ReadAllLinesAsync(_file, TestContext.Current.CancellationToken);
            Assert.Equal($"process {sleeper.Id}: sleep 600", lines[0]);
            Assert.Equal("  no managed stacks: the process is stopped", lines[1]);
            Assert.StartsWith($"  thread {sleeper.Id}: sleep, T (stopped)", lines[2], StringComparison.Ordinal);
        }
        finally
        {
            sleeper.Kill();
        }
    }

    [Fact]
    public void IsStopped_RunningOrGone_IsFalse()
    {
        Assert.False(ProcessTree.IsStopped(Environment.ProcessId));
        Assert.False(ProcessTree.IsStopped(int.MaxValue));
    }
}
