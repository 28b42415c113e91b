using System.Security.Cryptography;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class BestVerbTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sweep-best-");

    public BestVerbTests()
    {
        _bench.Home.CheckpointRoot = _directory.FullName;
        byte[] weights = [1, 2, 3];
        File.WriteAllBytes(PathOf("best.ckpt"), weights);
        SetCheckpoint(Convert.ToHexStringLower(SHA256.HashData(weights)));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Best_SweepWithAResult_ShowsTrialAndCheckpoint()
    {
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1"));
        Assert.Contains("lr=0.0312345", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("val_accuracy 0.8912, val_loss 0.1088 at step 9", _bench.Out, StringComparison.Ordinal);
        Assert.Contains($"checkpoint  {PathOf("best.ckpt")} (after step 9)\n", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_WithJson_PrintsOneDocument()
    {
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1", "--json"));
        Assert.Equal(PathOf("best.ckpt"), _bench.Document.GetProperty("checkpoint").GetString());
        Assert.Equal(9, _bench.Document.GetProperty("step").GetInt32());
    }

    [Fact]
    public async Task Best_WithOut_CopiesTheCheckpointAndLeavesNothingElse()
    {
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine.ckpt")));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(PathOf("mine.ckpt"), TestContext.Current.CancellationToken));
        Assert.Contains($"copied to   {PathOf("mine.ckpt")}\n", _bench.Out, StringComparison.Ordinal);
        Assert.Equal(2, _directory.GetFiles().Length);
    }

    [Fact]
    public async Task Best_OutExists_RefusesUnlessForced()
    {
        await File.WriteAllTextAsync(PathOf("mine.ckpt"), "precious", TestContext.Current.CancellationToken);
        Assert.Equal(2, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine.ckpt")));
        Assert.Contains("allow overwriting it with --force", _bench.Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(PathOf("mine.ckpt"), TestContext.Current.CancellationToken));
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine.ckpt"), "--force"));
        Assert.Equal(3, new FileInfo(PathOf("mine.ckpt")).Length);
    }

    [Fact]
    public async Task Best_DamagedCheckpoint_IsNotCopied()
    {
        SetCheckpoint(new string('0', 64));
        Assert.Equal(1, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine.ckpt")));
        Assert.Contains("is damaged: its SHA-256 is", _bench.Error, StringComparison.Ordinal);
        Assert.Single(_directory.GetFiles());
    }

    [Fact]
    public async Task Best_NoCheckpoint_FailsOnlyWhenACopyIsWanted()
    {
        _bench.Sweep.Snapshot = Samples.Running;
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1"));
        Assert.Equal(1, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine.ckpt")));
        Assert.Equal("sweep: Trial #0 has no checkpoint.\n", _bench.Error);
    }

    [Fact]
    public async Task Best_NoTrialCompleted_Fails()
    {
        _bench.Sweep.Snapshot = Samples.Running with { Incumbent = null };
        Assert.Equal(1, await _bench.RunAsync("best", "demo-1", "--json"));
        Assert.Equal("", _bench.Out);
        Assert.Contains("No trial of demo-1 has completed yet", _bench.Error, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);

    private void SetCheckpoint(string sha256) => _bench.Sweep.Snapshot = Samples.Running with
    {
        Incumbent = Samples.Trials[0] with { Checkpoint = new CheckpointRef(9, "best.ckpt", 3, sha256) },
    };
}
