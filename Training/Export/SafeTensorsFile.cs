using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace SweepCluster.Training.Export;

/// <summary>A safetensors file that was read and found to keep to the format in every byte.</summary>
internal sealed class SafeTensorsFile
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>By where tensors begin; an empty one comes before the one that begins at the same place.</summary>
    private static readonly Comparer<IReadOnlyList<long>> OffsetOrder =
        Comparer<IReadOnlyList<long>>.Create((first, second) => first.Zip(second, (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0));

    private readonly string _path;
    private readonly byte[] _content;
    private readonly int _firstByte;

    private SafeTensorsFile(string path, byte[] content)
    {
        (_path, _content) = (path, content);
        _firstByte = SafeTensors.LengthBytes + (int)ReadHeaderLength();
        ReadHeader();
        CheckOffsets();
    }

    /// <summary>The tensors by name.</summary>
    public Dictionary<string, SafeTensorEntry> Entries { get; } = [];

    /// <summary>The texts by name.</summary>
    public Dictionary<string, string> Metadata { get; private set; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelException">It is missing, torn or no safetensors file.</exception>
    public static SafeTensorsFile Read(string path)
    {
        try
        {
            return new SafeTensorsFile(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Overwrites the given tensors; the file must hold these and no others.</summary>
    /// <exception cref="ModelException">A tensor is missing, is one too many, or has another type or shape.</exception>
    public void CopyTo(IReadOnlyDictionary<string, Tensor> destinations)
    {
        var extra = Entries.Keys.FirstOrDefault(name => !destinations.ContainsKey(name));
        if (extra is not null)
        {
            throw new ModelException($"'{_path}' has a tensor '{extra}' that the network lacks; it belongs to another network.");
        }

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, destination) in destinations)
        {
            if (!Entries.TryGetValue(name, out var entry) || SafeTensors.Find(entry.Type)?.Type != destination.dtype ||
                !entry.Shape.SequenceEqual(destination.shape))
            {
                throw new ModelException(
                    $"'{_path}' has no {SafeTensors.NameOf(destination.dtype)} tensor '{name}' of shape " +
                    $"{string.Join("x", destination.shape)}; it belongs to another network.");
            }

            var copy = empty(destination.shape, destination.dtype);
            BytesOf(entry).CopyTo(copy.bytes);
            destination.copy_(copy);
        }
    }

    /// <summary>The elements of a tensor.</summary>
    public ReadOnlySpan<byte> BytesOf(SafeTensorEntry entry) =>
        _content.AsSpan(_firstByte + (int)entry.Offsets[0], (int)(entry.Offsets[1] - entry.Offsets[0]));

    private long ReadHeaderLength()
    {
        if (_content.Length < SafeTensors.LengthBytes)
        {
            throw Refuse($"it has {_content.Length} bytes");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(_content);
        return length is >= 2 and <= SafeTensors.MostHeaderBytes && length <= _content.Length - SafeTensors.LengthBytes
            ? length
            : throw Refuse($"its header should have {length} bytes, and {_content.Length - SafeTensors.LengthBytes} follow");
    }

    private void ReadHeader()
    {
        var header = _content.AsMemory(SafeTensors.LengthBytes, _firstByte - SafeTensors.LengthBytes);
        if (header.Span[0] != (byte)'{')
        {
            throw Refuse("its header does not begin with '{'");
        }

        try
        {
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (var property in document.RootElement.EnumerateObject())
            {
                ReadProperty(property);
            }
        }
        catch (JsonException error)
        {
            throw Refuse($"its header is not the expected JSON: {error.Message}", error);
        }
    }

    private void ReadProperty(JsonProperty property)
    {
        if (property.Name == SafeTensors.MetadataName)
        {
            Metadata = property.Value.Deserialize<Dictionary<string, string>>(Strict)!;
        }
        else
        {
            Entries.Add(property.Name, property.Value.Deserialize<SafeTensorEntry>(Strict)!);
        }
    }

    /// <summary>The tensors must fill the rest of the file, each with exactly as many bytes as its type and shape need.</summary>
    private void CheckOffsets()
    {
        var next = 0L;
        foreach (var (name, entry) in Entries.OrderBy(entry => entry.Value.Offsets, OffsetOrder))
        {
            var bytes = BytesNeeded(name, entry);
            if (!entry.Offsets.SequenceEqual([next, next + bytes]))
            {
                throw Refuse($"tensor '{name}' lies at {string.Join("..", entry.Offsets)}, it must lie at {next}..{next + bytes}");
            }

            next += bytes;
        }

        if (next != _content.Length - _firstByte)
        {
            throw Refuse($"its tensors need {next} bytes, and {_content.Length - _firstByte} follow the header");
        }
    }

    private long BytesNeeded(string name, SafeTensorEntry entry)
    {
        if (SafeTensors.Find(entry.Type) is not { } type)
        {
            throw Refuse($"tensor '{name}' is of the type '{entry.Type}', which this program does not read");
        }

        try
        {
            var elements = entry.Shape.Aggregate(1L, (product, length) => length < 0 ? throw new OverflowException() : checked(product * length));
            return checked(elements * type.Bytes);
        }
        catch (OverflowException error)
        {
            throw Refuse($"tensor '{name}' has the impossible shape {string.Join("x", entry.Shape)}", error);
        }
    }

    private ModelException Refuse(string seen, Exception? cause = null) =>
        new($"'{_path}' is torn or no safetensors file: {seen}. Export the model again.", cause);
}
