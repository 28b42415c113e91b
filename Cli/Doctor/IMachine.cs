using SweepCluster.Silo.Devices;

namespace SweepCluster.Cli.Doctor;

/// <summary>What <c>sweep doctor</c> asks of the machine.</summary>
internal interface IMachine
{
    /// <summary>The .NET runtime's version.</summary>
    Version Runtime { get; }

    /// <summary>The processor cores this process may use.</summary>
    int Cores { get; }

    /// <summary>True when there is such a file.</summary>
    bool FileExists(string path);

    /// <summary>True when the file holds the text; false when it does not or cannot be read.</summary>
    bool FileContains(string path, string text);

    /// <summary>Why the directory, or the nearest one above it that exists, cannot be written to; null when it can.</summary>
    string? WriteRefusal(string directory);

    /// <summary>The free bytes of the disk that the directory is or would be on.</summary>
    long FreeBytes(string directory);

    /// <summary>The graphics processors.</summary>
    GpuInventory Gpus();

    /// <summary>What a program prints; null when it is not found, fails or takes too long.</summary>
    Task<string?> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
