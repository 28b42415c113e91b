namespace SweepCluster.Training.Data;

/// <summary>A file that its publishers offer for download.</summary>
internal sealed record RemoteFile(string Name, Uri Address, Checksum Checksum);
