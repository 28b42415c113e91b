namespace SweepCluster.Training.Checkpoints;

/// <summary>A checkpoint cannot be used. The message names the file and what is wrong with it.</summary>
internal sealed class CheckpointException(string message, Exception? cause = null) : Exception(message, cause);
