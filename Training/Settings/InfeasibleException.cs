namespace SweepCluster.Training.Settings;

/// <summary>What was asked for cannot be trained, now or later. The message says what was seen and what is allowed.</summary>
internal sealed class InfeasibleException(string message) : Exception(message);
