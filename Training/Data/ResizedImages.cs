namespace SweepCluster.Training.Data;

/// <summary>Square images of another source at another size.</summary>
internal sealed class ResizedImages(IImageSource source, int channels, int from, int to) : IImageSource
{
    private readonly BilinearResizer _resizer = new(channels, from, from, to);
    private readonly byte[] _image = new byte[channels * from * from];

    public byte[] Labels => source.Labels;

    public void Read(int index, Span<byte> pixels)
    {
        source.Read(index, _image);
        _resizer.Resize(_image, pixels);
    }
}
