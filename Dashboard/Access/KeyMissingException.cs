namespace SweepCluster.Dashboard.Access;

/// <summary>The dashboard is to ask for keys, and there is none that anybody could show.</summary>
/// <param name="message">What to do about it.</param>
public sealed class KeyMissingException(string message) : Exception(message);
