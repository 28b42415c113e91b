namespace SweepCluster.Grains.Sweeps;

/// <summary>The files that sweeps leave beside the store; the silo knows where they lie.</summary>
public interface ICheckpointFiles
{
    /// <summary>Deletes the checkpoints of a sweep that no log names any more; none is no error.</summary>
    /// <param name="sweep">The sweep's id.</param>
    /// <exception cref="IOException">Some cannot be deleted.</exception>
    void Delete(string sweep);
}
