namespace SweepCluster.Silo.Homes;

/// <summary>A home cannot be used; the message says why and what to do.</summary>
public class HomeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The disk or the quota on which a home lies is full, which may pass.</summary>
public sealed class HomeFullException(string message, Exception inner) : HomeException(message, inner);

/// <summary>Another process holds the home.</summary>
public sealed class HomeBusyException(string message) : HomeException(message);
