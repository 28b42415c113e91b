namespace SweepCluster.Training.Data;

/// <summary>Images in memory, one after the other.</summary>
internal sealed record DecodedImages(byte[] Pixels, byte[] Labels) : IImageSource
{
    public void Read(int index, Span<byte> pixels) => Pixels.AsSpan(index * pixels.Length, pixels.Length).CopyTo(pixels);
}
