namespace SweepCluster.Training.Export;

/// <summary>An exported model cannot be used. The message names the file and what is wrong with it.</summary>
internal sealed class ModelException(string message, Exception? cause = null) : Exception(message, cause);
