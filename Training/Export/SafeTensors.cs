using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace SweepCluster.Training.Export;

/// <summary>
/// The layout of a safetensors file: the header's length (8 bytes, little-endian), the header in JSON padded with spaces to a multiple of
/// 8 bytes, then the tensors' elements, little-endian and row-major, without gaps. The header names each tensor with its type, its shape
/// and where its bytes begin and end; <c>__metadata__</c> holds texts by name.
/// </summary>
internal static class SafeTensors
{
    public const string MetadataName = "__metadata__";
    public const int LengthBytes = 8;
    public const int Alignment = 8;

    /// <summary>The greatest header that is read: 100 MB, as in the reference implementation.</summary>
    public const long MostHeaderBytes = 100_000_000;

    private static readonly (ScalarType Type, string Name, int Bytes)[] Types =
    [
        (ScalarType.Float32, "F32", 4),
        (ScalarType.Float64, "F64", 8),
        (ScalarType.Float16, "F16", 2),
        (ScalarType.BFloat16, "BF16", 2),
        (ScalarType.Int64, "I64", 8),
        (ScalarType.Int32, "I32", 4),
        (ScalarType.Byte, "U8", 1),
        (ScalarType.Bool, "BOOL", 1),
    ];

    public static string NameOf(ScalarType type) => Array.Find(Types, entry => entry.Type == type).Name
        ?? throw new ArgumentException(
            $"The type was {type}; a safetensors file is written with {string.Join(", ", Types.Select(entry => entry.Type))}.", nameof(type));

    /// <summary>The type of that name and the bytes of one element; null when the name is not known here.</summary>
    public static (ScalarType Type, int Bytes)? Find(string name) => Array.Find(Types, entry => entry.Name == name) switch
    {
        { Name: null } => null,
        var entry => (entry.Type, entry.Bytes),
    };

    /// <summary>Writes the tensors in the order given.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = HeaderOf(tensors, metadata);
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in tensors.Values)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        }
    }

    private static byte[] HeaderOf(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(MetadataName);
            JsonSerializer.Serialize(writer, metadata);
            var begin = 0L;
            foreach (var (name, tensor) in tensors)
            {
                var end = begin + (tensor.NumberOfElements * tensor.element_size());
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, new SafeTensorEntry(NameOf(tensor.dtype), tensor.shape, [begin, end]));
                begin = end;
            }

            writer.WriteEndObject();
        }

        while (json.Length % Alignment != 0)
        {
            json.WriteByte((byte)' ');
        }

        return json.ToArray();
    }
}
