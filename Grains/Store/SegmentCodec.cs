using System.Buffers;
using System.IO.Compression;
using Orleans.Serialization;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Store;

/// <summary>Packs events: as they cross the wire, compressed.</summary>
internal sealed class SegmentCodec(Serializer<SweepEvent[]> serializer)
{
    /// <summary>
    /// Names the layout and the build of the events' types. What one build wrote no other one reads, so no value that was added or
    /// changed in between can be read differently from a segment and from the log.
    /// </summary>
    public static string Format { get; } = $"orleans-brotli:{typeof(SweepEvent).Assembly.ManifestModule.ModuleVersionId:N}";

    public byte[] Pack(IReadOnlyList<SweepEvent> events)
    {
        var packed = new MemoryStream();
        using (var compressed = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            compressed.Write(serializer.SerializeToArray([.. events]));
        }

        return packed.ToArray();
    }

    /// <exception cref="Exception">The content is not one that <see cref="Pack"/> made.</exception>
    public IReadOnlyList<SweepEvent> Unpack(byte[] content)
    {
        var plain = new ArrayBufferWriter<byte>(content.Length * 8);
        using var compressed = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        while (compressed.Read(plain.GetSpan(1 << 16)) is > 0 and var count)
        {
            plain.Advance(count);
        }

        return serializer.Deserialize(plain.WrittenMemory) ?? throw new InvalidDataException("the content is empty");
    }
}
