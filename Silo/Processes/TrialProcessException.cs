namespace SweepCluster.Silo.Processes;

/// <summary>A trial process could not be brought to the point where it takes an attempt; the message says what was seen.</summary>
public sealed class TrialProcessException(string message, Exception? inner = null) : Exception(message, inner);
