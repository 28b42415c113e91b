namespace SweepCluster.Training.Data;

/// <summary>The images of one part of a data set, one after the other: unsigned bytes, a plane per channel.</summary>
internal interface IImageSource
{
    /// <summary>The class of every image.</summary>
    byte[] Labels { get; }

    /// <summary>Writes one image.</summary>
    void Read(int index, Span<byte> pixels);
}
