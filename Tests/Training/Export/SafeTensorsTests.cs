using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using SweepCluster.Training.Export;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Export;

public sealed class SafeTensorsTests : IDisposable
{
    private const string Header = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[],"data_offsets":[8,9]}}""";

    private readonly DisposeScopeHolder _scope = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _scope.Dispose();
    }

    private string File => _directory.File("model.safetensors");

    [Fact]
    public void Read_BytesMadeByHand_AreTheTensors()
    {
        WriteFile(Header, [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 7]);
        Dictionary<string, Tensor> read = new() { ["b"] = zeros([], ScalarType.Byte), ["a"] = zeros(2) };

        SafeTensorsFile.Read(File).CopyTo(read);

        Assert.Equal([1f, -2f], read["a"].data<float>().ToArray());
        Assert.Equal(7, read["b"].item<byte>());
    }

    /// <summary>Read by these few lines, which know nothing of the reader under test.</summary>
    [Fact]
    public void Write_TwoTensors_KeepsToTheFormatInEveryByte()
    {
        using (var stream = System.IO.File.Create(File))
        {
            SafeTensors.Write(
                stream,
                new Dictionary<string, Tensor> { ["w"] = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).t(), ["n"] = tensor(7L) },
                new Dictionary<string, string> { ["format"] = "pt" });
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"n":{"dtype":"I64","shape":[],"data_offsets":[24,32]}}""",
            header.TrimEnd(' '));
        Assert.Equal(8 + length + 32, bytes.Length);
        var elements = Enumerable.Range(0, 6).Select(i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length + (4 * i))));
        Assert.Equal([1f, 4, 2, 5, 3, 6], elements);
        Assert.Equal(7, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 + length + 24)));
    }

    [Fact]
    public void Read_WrittenFile_GivesBackTensorsAndMetadata()
    {
        Dictionary<string, Tensor> tensors = new() { ["w"] = rand(3, 4), ["empty"] = zeros(0), ["x"] = rand(5).to(ScalarType.Float64) };
        using (var stream = System.IO.File.Create(File))
        {
            SafeTensors.Write(stream, tensors, new Dictionary<string, string> { ["trial"] = "demo-1/7" });
        }

        var file = SafeTensorsFile.Read(File);
        var read = tensors.ToDictionary(entry => entry.Key, entry => zeros_like(entry.Value));
        file.CopyTo(read);

        Assert.All(tensors, entry => Assert.True(entry.Value.Equals(read[entry.Key])));
        Assert.Equal("demo-1/7", file.Metadata["trial"]);
    }

    [Theory]
    [InlineData("[]", 0, "does not begin with '{'")]
    [InlineData("{,}", 0, "not the expected JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "not the expected JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, "not the expected JSON")]
    [InlineData("""{"a":{"dtype":"F4","shape":[2],"data_offsets":[0,8]}}""", 8, "of the type 'F4'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "lies at 0..4, it must lie at 0..8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "lies at 4..12, it must lie at 0..8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "impossible shape -2")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "need 8 bytes, and 7 follow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "need 8 bytes, and 9 follow")]
    public void Read_FileAgainstTheFormat_IsRefused(string header, int data, string expected)
    {
        WriteFile(header, new byte[data]);

        var error = Assert.Throws<ModelException>(() => SafeTensorsFile.Read(File));

        Assert.StartsWith($"'{File}' is torn or no safetensors file: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    public void Read_TornFile_IsRefused(int length)
    {
        WriteFile(Header, new byte[9]);
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..length]);

        Assert.Contains("is torn", Assert.Throws<ModelException>(() => SafeTensorsFile.Read(File)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", 3, "no Float32 tensor 'a' of shape 3")]
    [InlineData("c", 2, "has a tensor 'a' that the network lacks")]
    public void CopyTo_AnotherNetwork_IsRefused(string name, int length, string expected)
    {
        WriteFile("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]);
        var file = SafeTensorsFile.Read(File);

        var error = Assert.Throws<ModelException>(() => file.CopyTo(new Dictionary<string, Tensor> { [name] = zeros(length) }));

        Assert.Contains(expected.Replace("Float32", "F32", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    private void WriteFile(string header, byte[] data)
    {
        Assert.True(header[0] != '{' || header == "{,}" || JsonDocument.Parse(header) is not null);
        using var stream = System.IO.File.Create(File);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(Encoding.UTF8.GetBytes(header));
        stream.Write(data);
    }
}
