using SweepCluster.Training.Files;

namespace SweepCluster.Training.Tests.Files;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_ErrorHalfWay_KeepsThePreviousFile()
    {
        var path = _directory.File("file");
        DurableFile.Write(path, stream => stream.Write("old"u8));

        Assert.Throws<IOException>(() => DurableFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_directory.Path));
    }
}
