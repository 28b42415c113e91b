using System.Text.Json;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Checkpoints;
using static TorchSharp.torch;

namespace SweepCluster.Training.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly DisposeScopeHolder _scope = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, Tensor> _tensors;

    public CheckpointTests() => _tensors = new()
    {
        ["a"] = tensor(new float[] { 1, -2, float.Epsilon, 4, 5, 6 }, [2, 3]),
        ["b"] = tensor([7L, 8L]),
    };

    public void Dispose()
    {
        _directory.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Read_WrittenFile_GivesBackHeaderAndTensors()
    {
        var file = Write();
        Dictionary<string, Tensor> read = new() { ["a"] = zeros(2, 3), ["b"] = zeros(2, ScalarType.Int64) };

        var checkpoint = Checkpoint.Read(_directory.File(file.File), file.Sha256);
        checkpoint.CopyTo(read);

        Assert.All(_tensors, entry => Assert.True(entry.Value.Equals(read[entry.Key])));
        Assert.Equal((3, 150L), (checkpoint.Header.Step, checkpoint.Header.Updates));
        Assert.Equal(0.1, checkpoint.Header.Parameters.GetProperty("lr").GetDouble());
        Assert.Equal(double.NaN, checkpoint.Header.Metrics["val_loss"]);
    }

    [Theory]
    [InlineData(-1, "is torn")]
    [InlineData(200, "is torn")]
    [InlineData(20, "is not a checkpoint")]
    public void Read_TornFile_IsRefused(int length, string expected)
    {
        var path = _directory.File(Write().File);
        using (var stream = new FileStream(path, FileMode.Open))
        {
            stream.SetLength(length < 0 ? stream.Length + length : length);
        }

        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Read(path));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ForeignFile_IsRefused()
    {
        var path = _directory.File("foreign");
        File.WriteAllText(path, new string('x', 1000));

        Assert.Contains("is not a checkpoint", Assert.Throws<CheckpointException>(() => Checkpoint.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnotherDigestThanRegistered_IsRefused()
    {
        var path = _directory.File(Write().File);

        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Read(path, new string('0', 64)));

        Assert.Contains("not the one that was registered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyTo_TensorOfAnotherShape_NamesIt()
    {
        var checkpoint = Checkpoint.Read(_directory.File(Write().File));

        var error = Assert.Throws<CheckpointException>(
            () => checkpoint.CopyTo(new Dictionary<string, Tensor> { ["a"] = zeros(3, 2) }));

        Assert.Contains("'a' of shape 3x2", error.Message, StringComparison.Ordinal);
    }

    private CheckpointFile Write()
    {
        using var writer = new CheckpointWriter();
        var header = new CheckpointHeader(
            "sweep/1", Attempt: 2, Seed: 9, Step: 3, Updates: 150, JsonElement.Parse("""{"lr": 0.1}"""), new TaskMessage("fashion-mnist"),
            new Dictionary<string, double> { ["val_loss"] = double.NaN }, []);
        return writer.Write(_directory.Path, header, _tensors);
    }
}
