using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Samplers;

/// <summary>Something that happened in a history: a trial was suggested, or came to a rung, or ended.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Suggested">The point it was given, when it was suggested; otherwise null.</param>
/// <param name="Result">How it ended, when it ended; otherwise null.</param>
/// <param name="Reached">How it stood at a rung, when it came there; otherwise null.</param>
internal readonly record struct HistoryEntry(int Trial, ParameterSet? Suggested, TrialResult? Result, RungScore? Reached = null);
