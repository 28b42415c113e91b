using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class CheckpointFilesTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Delete_Sweep_RemovesItsCheckpointsAndNoOthers()
    {
        var (gone, kept) = (Write("demo-1/0/attempt-1/3.ckpt"), Write("demo-10/0/attempt-1/3.ckpt"));

        new CheckpointFiles(_home.Home).Delete("demo-1");
        new CheckpointFiles(_home.Home).Delete("demo-1");

        Assert.False(File.Exists(gone));
        Assert.True(File.Exists(kept));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../data")]
    [InlineData("demo-1/0")]
    public void Delete_WhatIsNoSweepsFolder_RemovesNothing(string sweep)
    {
        var kept = Write("demo-1/0/attempt-1/3.ckpt");

        new CheckpointFiles(_home.Home).Delete(sweep);

        Assert.True(File.Exists(kept));
        Assert.True(Directory.Exists(_home.Home.DataDirectory));
    }

    private string Write(string path)
    {
        var file = _home.Home.CheckpointFile(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "weights");
        return file;
    }
}
