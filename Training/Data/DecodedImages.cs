namespace SweepCluster.Training.Data;

/// <summary>A data set's bytes in memory.</summary>
internal sealed record DecodedImages(byte[] Pixels, byte[] Labels);
