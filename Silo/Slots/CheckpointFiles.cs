using SweepCluster.Grains.Sweeps;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Slots;

/// <summary>The checkpoints below a home.</summary>
/// <param name="home">The home.</param>
internal sealed class CheckpointFiles(SweepHome home) : ICheckpointFiles
{
    /// <inheritdoc/>
    public void Delete(string sweep)
    {
        var folder = Path.GetFullPath(home.CheckpointFile(sweep));
        if (Path.GetDirectoryName(folder) == home.CheckpointDirectory && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
