using System.Buffers.Binary;
using System.Security.Cryptography;
using SweepCluster.Training.Files;
using static TorchSharp.torch;

namespace SweepCluster.Training.Data;

/// <summary>
/// A part of a data set at one size in one file: a header with magic, lengths and SHA-256, then all pixels, then all labels. The file is
/// mapped into memory, so the trial processes of a machine share one copy and start without decoding or resizing anything.
/// </summary>
internal sealed class ImageCache(string path, int count, int channels, int side)
{
    private const int HeaderBytes = 64;
    private const int DigestOffset = 32;

    private static readonly byte[] Magic = "SWEEPIMG"u8.ToArray();

    private readonly int _imageBytes = channels * side * side;

    /// <summary>True when there is a file, whole or not.</summary>
    public bool Exists => File.Exists(path);

    private long PixelBytes => (long)count * _imageBytes;

    private long TotalBytes => HeaderBytes + PixelBytes + count;

    /// <summary>Maps the cached images; null when there are none, or a file that is torn or of another layout.</summary>
    public (Tensor Images, Tensor Labels)? TryOpen() => IsIntact() ? Map() : null;

    /// <summary>Caches the images and maps them. A cache that cannot be written costs time and memory, not the trial.</summary>
    public (Tensor Images, Tensor Labels) Fill(IImageSource source)
    {
        Store(source);
        return TryOpen() ?? CopyToTensors(source);
    }

    /// <summary>Reads the cached images into memory, without libtorch; null as above.</summary>
    public DecodedImages? TryRead()
    {
        if (!IsIntact())
        {
            return null;
        }

        using var stream = File.OpenRead(path);
        stream.Position = HeaderBytes;
        var decoded = new DecodedImages(new byte[PixelBytes], new byte[count]);
        stream.ReadExactly(decoded.Pixels);
        stream.ReadExactly(decoded.Labels);
        return decoded;
    }

    /// <summary>Caches the images; says so on standard error when that cannot be done.</summary>
    public void Store(IImageSource source)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path, stream => Write(stream, source));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The data set is not cached in '{path}' and will be decoded again next time: {error.Message}");
        }
    }

    /// <summary>True when the cached file is whole, to the last byte.</summary>
    public bool IsIntact()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length != TotalBytes)
            {
                return false;
            }

            var header = new byte[HeaderBytes];
            stream.ReadExactly(header);
            return header.AsSpan(0, DigestOffset).SequenceEqual(Header().AsSpan(0, DigestOffset)) &&
                SHA256.HashData(stream).AsSpan().SequenceEqual(header.AsSpan(DigestOffset));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private byte[] Header()
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header, 0);
        ReadOnlySpan<int> lengths = [count, side, side, channels];
        for (var i = 0; i < lengths.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Magic.Length + (4 * i)), lengths[i]);
        }

        return header;
    }

    /// <summary>Writes image by image, so that a large set need not fit into memory; the header comes last.</summary>
    private void Write(Stream stream, IImageSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = Header();
        var image = new byte[_imageBytes];
        stream.Position = HeaderBytes;
        for (var i = 0; i < count; i++)
        {
            source.Read(i, image);
            hash.AppendData(image);
            stream.Write(image);
        }

        hash.AppendData(source.Labels);
        stream.Write(source.Labels);
        hash.GetHashAndReset(header.AsSpan(DigestOffset));
        stream.Position = 0;
        stream.Write(header);
    }

    private (Tensor Images, Tensor Labels) Map()
    {
        using var scope = NewDisposeScope();
        var bytes = from_file(path, shared: false, size: TotalBytes, dtype: ScalarType.Byte);
        return (
            bytes.narrow(0, HeaderBytes, PixelBytes).view(count, channels, side, side).DetachFromDisposeScope(),
            bytes.narrow(0, HeaderBytes + PixelBytes, count).to(ScalarType.Int64).DetachFromDisposeScope());
    }

    private (Tensor Images, Tensor Labels) CopyToTensors(IImageSource source)
    {
        using var scope = NewDisposeScope();
        var images = empty([count, channels, side, side], ScalarType.Byte);
        for (var i = 0; i < count; i++)
        {
            using var image = images.narrow(0, i, 1);
            source.Read(i, image.bytes);
        }

        return (
            images.DetachFromDisposeScope(),
            tensor(source.Labels, [count], ScalarType.Byte).to(ScalarType.Int64).DetachFromDisposeScope());
    }
}
