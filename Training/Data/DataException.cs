namespace SweepCluster.Training.Data;

/// <summary>The data set cannot be read. The message names the file and says what to do.</summary>
internal sealed class DataException(string message, Exception? cause = null) : Exception(message, cause);
