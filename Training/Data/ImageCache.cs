using System.Buffers.Binary;
using System.Security.Cryptography;
using SweepCluster.Training.Files;
using static TorchSharp.torch;

namespace SweepCluster.Training.Data;

/// <summary>
/// A decoded data set in one file: a header with magic, lengths and SHA-256, then all pixels, then all labels. The file is mapped into
/// memory, so the trial processes of a machine share one copy and start without decompressing anything.
/// </summary>
internal sealed class ImageCache(string path, int count, int height, int width)
{
    private const int HeaderBytes = 64;
    private const int DigestOffset = 32;

    private static readonly byte[] Magic = "SWEEPIMG"u8.ToArray();

    private readonly int _pixelBytes = count * height * width;

    private int TotalBytes => HeaderBytes + _pixelBytes + count;

    /// <summary>Maps the cached data set; null when there is none, or one that is torn or of another layout.</summary>
    public ImageSet? TryOpen() => IsIntact() ? Map() : null;

    /// <summary>Decodes the data set and caches it. A cache that cannot be written costs time, not the trial.</summary>
    public ImageSet Fill(Func<DecodedImages> decode)
    {
        var decoded = decode();
        Store(decoded);
        return TryOpen() ?? CopyToTensors(decoded);
    }

    /// <summary>Caches a decoded data set; says so on standard error when that cannot be done.</summary>
    public void Store(DecodedImages decoded)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path, stream => Write(stream, decoded));
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
        ReadOnlySpan<int> lengths = [count, height, width];
        for (var i = 0; i < lengths.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Magic.Length + (4 * i)), lengths[i]);
        }

        return header;
    }

    private void Write(Stream stream, DecodedImages decoded)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(decoded.Pixels);
        hash.AppendData(decoded.Labels);
        var header = Header();
        hash.GetHashAndReset(header.AsSpan(DigestOffset));
        stream.Write(header);
        stream.Write(decoded.Pixels);
        stream.Write(decoded.Labels);
    }

    private ImageSet Map()
    {
        using var scope = NewDisposeScope();
        var bytes = from_file(path, shared: false, size: TotalBytes, dtype: ScalarType.Byte);
        return new ImageSet(
            bytes.narrow(0, HeaderBytes, _pixelBytes).view(count, 1, height, width).DetachFromDisposeScope(),
            bytes.narrow(0, HeaderBytes + _pixelBytes, count).to(ScalarType.Int64).DetachFromDisposeScope());
    }

    private ImageSet CopyToTensors(DecodedImages decoded)
    {
        using var scope = NewDisposeScope();
        return new ImageSet(
            tensor(decoded.Pixels, [count, 1, height, width], ScalarType.Byte).DetachFromDisposeScope(),
            tensor(decoded.Labels, [count], ScalarType.Byte).to(ScalarType.Int64).DetachFromDisposeScope());
    }
}
