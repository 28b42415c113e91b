using System.Buffers.Binary;
using System.IO.Compression;

namespace SweepCluster.Training.Data;

/// <summary>Reads gzip-compressed IDX files, the format of MNIST: a magic number, big-endian lengths, unsigned bytes.</summary>
internal static class IdxFile
{
    private const int UnsignedByteType = 8;

    /// <summary>Reads a file whose element type is byte and whose dimensions are as given.</summary>
    /// <exception cref="DataException">The file is missing, torn or another kind of file.</exception>
    public static byte[] Read(string path, params ReadOnlySpan<int> dimensions)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            CheckHeader(unpacked, path, dimensions);
            return ReadElements(unpacked, path, dimensions);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new DataException($"'{path}' is torn: {error.Message} Delete it; preparing the data set fetches it anew.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    private static void CheckHeader(GZipStream unpacked, string path, ReadOnlySpan<int> dimensions)
    {
        Span<byte> header = stackalloc byte[4 + (4 * dimensions.Length)];
        unpacked.ReadExactly(header);
        var isExpected = BinaryPrimitives.ReadInt32BigEndian(header) == ((UnsignedByteType << 8) | dimensions.Length);
        for (var i = 0; isExpected && i < dimensions.Length; i++)
        {
            isExpected = BinaryPrimitives.ReadInt32BigEndian(header[(4 + (4 * i))..]) == dimensions[i];
        }

        if (!isExpected)
        {
            throw new DataException(
                $"'{path}' is not the expected IDX file of bytes with dimensions {string.Join(" x ", dimensions.ToArray())}. " +
                "Delete it; preparing the data set fetches it anew.");
        }
    }

    private static byte[] ReadElements(GZipStream unpacked, string path, ReadOnlySpan<int> dimensions)
    {
        var count = 1;
        foreach (var length in dimensions)
        {
            count *= length;
        }

        var elements = new byte[count];
        unpacked.ReadExactly(elements);
        return unpacked.ReadByte() < 0
            ? elements
            : throw new DataException($"'{path}' goes on after its {count} elements. Delete it; preparing the data set fetches it anew.");
    }
}
