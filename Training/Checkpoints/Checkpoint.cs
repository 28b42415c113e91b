using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using static TorchSharp.torch;

namespace SweepCluster.Training.Checkpoints;

/// <summary>A checkpoint that was read and found intact.</summary>
internal sealed class Checkpoint
{
    private readonly string _path;
    private readonly byte[] _content;
    private readonly Dictionary<string, (TensorEntry Entry, int Offset)> _tensors = [];

    private Checkpoint(string path, byte[] content, CheckpointHeader header, int firstTensor)
    {
        _path = path;
        _content = content;
        Header = header;
        var offset = firstTensor;
        foreach (var entry in header.Tensors)
        {
            _tensors.Add(entry.Name, (entry, offset));
            offset += (int)entry.Bytes;
        }
    }

    public CheckpointHeader Header { get; }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sha256">What the file's SHA-256 must be, in lower-case hexadecimal digits; null when nobody said.</param>
    /// <exception cref="CheckpointException">The file is missing, torn, foreign, or another one than was meant.</exception>
    public static Checkpoint Read(string path, string? sha256 = null)
    {
        var content = ReadContent(path);
        CheckPrefix(path, content);
        CheckDigests(path, content, sha256);
        try
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(12));
            var json = content.AsSpan(CheckpointFormat.PrefixBytes, length);
            var header = JsonSerializer.Deserialize<CheckpointHeader>(json, CheckpointFormat.Json)!;
            return new Checkpoint(path, content, header, CheckpointFormat.PrefixBytes + length);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new CheckpointException($"The header of checkpoint '{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Overwrites the given tensors with those of the same names.</summary>
    /// <exception cref="CheckpointException">A tensor is missing or has another type or shape.</exception>
    public void CopyTo(IReadOnlyDictionary<string, Tensor> destinations)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, destination) in destinations)
        {
            if (!_tensors.TryGetValue(name, out var found) || found.Entry.Type != destination.dtype.ToString() ||
                !found.Entry.Shape.SequenceEqual(destination.shape))
            {
                throw new CheckpointException(
                    $"Checkpoint '{_path}' has no {destination.dtype} tensor '{name}' of shape {string.Join("x", destination.shape)}; " +
                    "it belongs to another network or optimiser.");
            }

            var copy = empty(destination.shape, destination.dtype);
            _content.AsSpan(found.Offset, (int)found.Entry.Bytes).CopyTo(copy.bytes);
            destination.copy_(copy);
        }
    }

    private static byte[] ReadContent(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"Checkpoint '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static void CheckPrefix(string path, byte[] content)
    {
        if (content.Length < CheckpointFormat.PrefixBytes + CheckpointFormat.DigestBytes ||
            !content.AsSpan(0, CheckpointFormat.Magic.Length).SequenceEqual(CheckpointFormat.Magic))
        {
            throw new CheckpointException($"'{path}' is not a checkpoint of this trainer.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(8));
        if (version != CheckpointFormat.Version)
        {
            throw new CheckpointException(
                $"Checkpoint '{path}' has version {version}; this trainer reads version {CheckpointFormat.Version}.");
        }
    }

    private static void CheckDigests(string path, byte[] content, string? sha256)
    {
        var body = content.AsSpan(0, content.Length - CheckpointFormat.DigestBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(content.AsSpan(body.Length)))
        {
            throw new CheckpointException($"Checkpoint '{path}' is torn: its content does not match its own checksum.");
        }

        if (sha256 is not null && Convert.ToHexStringLower(SHA256.HashData(content)) != sha256)
        {
            throw new CheckpointException($"Checkpoint '{path}' is not the one that was registered: its SHA-256 is not {sha256}.");
        }
    }
}
