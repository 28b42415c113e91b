using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Tests;

/// <summary>A home that is gone after the test.</summary>
public sealed class TemporaryHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-home-");

    public TemporaryHome() => Home = SweepHome.Open(_folder.FullName);

    public SweepHome Home { get; }

    public string Path => _folder.FullName;

    /// <summary>Everything in the silo's log.</summary>
    public string Log => string.Concat(Directory.GetFiles(Home.LogDirectory).Select(ReadShared));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
