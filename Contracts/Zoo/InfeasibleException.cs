namespace SweepCluster.Contracts.Zoo;

/// <summary>What was asked for cannot be trained, now or later. The message says what was seen and what is allowed.</summary>
public sealed class InfeasibleException(string message) : Exception(message);
