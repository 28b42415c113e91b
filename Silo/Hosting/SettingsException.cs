namespace SweepCluster.Silo.Hosting;

/// <summary>A setting is missing or not allowed; the message says which, what was seen and what is allowed.</summary>
public sealed class SettingsException(string message, Exception? inner = null) : Exception(message, inner);
