namespace SweepCluster.Silo.Slots;

/// <summary>The sweep could not be reached for so long that another slot may soon hold the trial.</summary>
internal sealed class LeaseLostException(string message, Exception inner) : Exception(message, inner);
