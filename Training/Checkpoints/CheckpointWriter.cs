using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Files;
using static TorchSharp.torch;

namespace SweepCluster.Training.Checkpoints;

/// <summary>Writes a checkpoint so that it is complete on disk or not there at all.</summary>
internal sealed class CheckpointWriter : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Writes the tensors under the header, whose list of tensors is filled in here.</summary>
    /// <exception cref="IOException">The disk is full or the directory cannot be written.</exception>
    public CheckpointFile Write(string directory, CheckpointHeader header, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var complete = header with { Tensors = [.. tensors.Select(entry => Describe(entry.Key, entry.Value))] };
        var file = FormattableString.Invariant($"step-{header.Step:d4}.checkpoint");
        var path = Path.Combine(directory, file);
        var digest = "";
        DurableFile.Write(path, stream => digest = WriteContent(stream, complete, tensors.Values));
        return new CheckpointFile(header.Step, file, new FileInfo(path).Length, digest);
    }

    public void Dispose() => _hash.Dispose();

    private static TensorEntry Describe(string name, Tensor value) =>
        new(name, value.dtype.ToString(), value.shape, value.NumberOfElements * value.element_size());

    private string WriteContent(Stream stream, CheckpointHeader header, IEnumerable<Tensor> tensors)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, CheckpointFormat.Json);
        var prefix = new byte[CheckpointFormat.PrefixBytes];
        CheckpointFormat.Magic.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(8), CheckpointFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(12), json.Length);
        _ = _hash.GetHashAndReset(); // forgets what a failed write has left
        Append(stream, prefix);
        Append(stream, json);
        foreach (var tensor in tensors)
        {
            using var scope = NewDisposeScope();
            Append(stream, tensor.detach().cpu().contiguous().bytes);
        }

        Append(stream, _hash.GetCurrentHash());
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    private void Append(Stream stream, ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _hash.AppendData(bytes);
    }
}
