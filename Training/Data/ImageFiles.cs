using SkiaSharp;

namespace SweepCluster.Training.Data;

/// <summary>
/// PNG and JPEG files, decoded to red, green and blue planes and resized to a square; what is transparent keeps the colour under it.
/// </summary>
internal sealed class ImageFiles(ImageFolder folder, int side) : IImageSource
{
    private const int Channels = 3;
    private const int BytesPerPixel = 4; // Skia decodes to red, green, blue and opacity

    public byte[] Labels => folder.Classes;

    public void Read(int index, Span<byte> pixels)
    {
        var path = folder.Files[index];
        var content = ReadFile(path);
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data) ?? throw Refuse(path, "no known format", content.Length);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        var decoded = codec.GetPixels(info, bitmap.GetPixels());
        if (decoded != SKCodecResult.Success)
        {
            throw Refuse(path, decoded.ToString(), content.Length);
        }

        var planes = Planes(bitmap.GetPixelSpan(), info.Width * info.Height);
        new BilinearResizer(Channels, info.Height, info.Width, side).Resize(planes, pixels);
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    private static byte[] Planes(ReadOnlySpan<byte> interleaved, int count)
    {
        var planes = new byte[Channels * count];
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var i = 0; i < count; i++)
            {
                planes[(channel * count) + i] = interleaved[(i * BytesPerPixel) + channel];
            }
        }

        return planes;
    }

    private static DataException Refuse(string path, string seen, int length) => new(
        $"'{path}' is no whole PNG or JPEG image ({length} bytes, {seen}). Replace it or remove it.");
}
