using SweepCluster.Chaos.Processes;

namespace SweepCluster.Chaos.Servers;

/// <summary>A folder that can be filled to the last byte; where file systems can be mounted it is a small one of its own.</summary>
internal sealed class SmallDisk
{
    private const string BallastName = ".ballast";
    private const int BlockBytes = 1 << 20;

    private readonly bool _isMounted;

    private SmallDisk(string folder, bool isMounted)
    {
        Folder = folder;
        _isMounted = isMounted;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>True when it can be filled.</summary>
    public bool CanFill => _isMounted;

    /// <summary>Makes the folder.</summary>
    public static async Task<SmallDisk> MakeAsync(string folder, bool isMounted, int mebibytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        if (isMounted)
        {
            await ChildProcess.RunAsync(
                cancellationToken, "mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={mebibytes}m"), "tmpfs", folder);
        }

        return new SmallDisk(folder, isMounted);
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        var block = new byte[BlockBytes];
        using var ballast = new FileStream(Path.Combine(Folder, BallastName), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        for (var size = BlockBytes; size > 0;)
        {
            try
            {
                ballast.Write(block, 0, size);
            }
            catch (IOException)
            {
                // Full for this size: the rest is filled in smaller pieces.
                size /= 2;
            }
        }
    }

    /// <summary>Frees it again.</summary>
    public void Free() => File.Delete(Path.Combine(Folder, BallastName));
}
