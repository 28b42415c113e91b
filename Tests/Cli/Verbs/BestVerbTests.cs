using System.Security.Cryptography;
using SweepCluster.Cli.Doctor;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;

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
    public async Task Best_WithOut_CopiesTheCheckpointAndLetsTheTrainerExportTheCopy()
    {
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine")));
        var copy = Path.Combine(PathOf("mine"), "model.checkpoint");
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken));
        Assert.Equal([$"export --checkpoint {copy} --out {PathOf("mine")}"], _bench.Trainer.Calls);
        Assert.Contains($"written to  {PathOf("mine")}\n", _bench.Out, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(PathOf("mine")));
    }

    [Fact]
    public async Task Best_WithOutOfAProgramsSweep_CopiesTheCheckpointAlone()
    {
        _bench.Sweep.Snapshot = _bench.Sweep.Snapshot with { Spec = Samples.Spec with { Task = new ProgramTask(["train"]) } };
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine")));
        Assert.True(File.Exists(Path.Combine(PathOf("mine"), "model.checkpoint")));
        Assert.Empty(_bench.Trainer.Calls);
        Assert.Equal(1, await _bench.RunAsync("best", "demo-1", "--test"));
        Assert.Contains("--test is for the built-in trainer", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.checkpoint")]
    [InlineData("model.json")]
    public async Task Best_OutHoldsAModel_RefusesUnlessForced(string name)
    {
        Directory.CreateDirectory(PathOf("mine"));
        var precious = Path.Combine(PathOf("mine"), name);
        await File.WriteAllTextAsync(precious, "precious", TestContext.Current.CancellationToken);
        Assert.Equal(2, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine")));
        Assert.Contains("allow overwriting it with --force", _bench.Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(precious, TestContext.Current.CancellationToken));
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine"), "--force"));
        Assert.Equal(3, new FileInfo(Path.Combine(PathOf("mine"), "model.checkpoint")).Length);
    }

    [Fact]
    public async Task Best_OutIsAFile_IsRefused()
    {
        Assert.Equal(2, await _bench.RunAsync("best", "demo-1", "--out", PathOf("best.ckpt"), "--force"));
        Assert.Contains("is a file; --out names a folder", _bench.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_DamagedCheckpoint_IsNeitherCopiedNorTested()
    {
        SetCheckpoint(new string('0', 64));
        Assert.Equal(1, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine")));
        Assert.Equal(1, await _bench.RunAsync("best", "demo-1", "--test"));
        Assert.Contains("is damaged: its SHA-256 is", _bench.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(PathOf("mine")));
        Assert.Empty(_bench.Trainer.Calls);
    }

    [Fact]
    public async Task Best_WithTest_ShowsWhatTheTrainerMeasured()
    {
        _bench.Trainer.Answer = new ProgramAnswer(0, """{"test_accuracy": 0.8765, "test_loss": 0.4, "images": 10000}""", "");
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1", "--test"));
        Assert.Equal([$"evaluate --checkpoint {PathOf("best.ckpt")} --data-directory /home/somebody/.local/share/sweepcluster/data"], _bench.Trainer.Calls);
        Assert.Contains("test        test_accuracy 0.8765, test_loss 0.4000 on 10000 images\n", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_WithoutTest_LeavesTheTestImagesAlone()
    {
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1"));
        Assert.Empty(_bench.Trainer.Calls);
    }

    [Fact]
    public async Task Best_NoCheckpoint_FailsOnlyWhenItIsNeeded()
    {
        _bench.Sweep.Snapshot = Samples.Running;
        Assert.Equal(0, await _bench.RunAsync("best", "demo-1"));
        Assert.Equal(1, await _bench.RunAsync("best", "demo-1", "--out", PathOf("mine")));
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
