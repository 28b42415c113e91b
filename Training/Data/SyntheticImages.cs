using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Numerics;

namespace SweepCluster.Training.Data;

/// <summary>
/// Computes small pictures: triangle waves whose direction and colour shift belong to the class, at a place that differs from image to
/// image, under noise. Whole numbers only, so every machine computes the same bytes.
/// </summary>
internal sealed class SyntheticImages : IPixelFiles
{
    private const int Period = 16;

    public DecodedImages Decode(DatasetInfo info, DataPart part, string dataDirectory)
    {
        var count = part == DataPart.Training ? info.Training : info.Test;
        var first = part == DataPart.Training ? 0 : info.Training;
        var pixels = new byte[count * info.Channels * info.Side * info.Side];
        var labels = new byte[count];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % info.Labels.Count);
            var chance = SeedMixer.Finalise((ulong)(first + i + 1) * 0x9E3779B97F4A7C15);
            Draw(pixels.AsSpan(next, info.Channels * info.Side * info.Side), info, labels[i], chance);
            next += info.Channels * info.Side * info.Side;
        }

        return new DecodedImages(pixels, labels);
    }

    public void Fetch(DatasetInfo info, string dataDirectory, Downloader downloader)
    {
        // Nothing to fetch: the images are computed.
    }

    private static void Draw(Span<byte> image, DatasetInfo info, int label, ulong chance)
    {
        var place = (int)(chance % Period);
        for (var i = 0; i < image.Length; i++)
        {
            var (channel, y, x) = (i / (info.Side * info.Side), i / info.Side % info.Side, i % info.Side);
            var along = (label % 4 * x) + (((label / 4) + 1) * y) + (channel * (label % 3) * 3) + place;
            var height = Math.Abs((along % Period) - (Period / 2));
            var noise = (int)(SeedMixer.Finalise(chance + (ulong)i + 1) % 64);
            image[i] = (byte)(32 + (18 * height) + noise);
        }
    }
}
