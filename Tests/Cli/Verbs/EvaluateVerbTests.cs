using SweepCluster.Cli.Doctor;
using SweepCluster.Cli.Tests.Fakes;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class EvaluateVerbTests
{
    private const string Equal = """
        {"recorded":{"valAccuracy":0.875,"valLoss":0.31},"recomputed":{"valAccuracy":0.875,"valLoss":0.31},
        "accuracyIsEqual":true,"lossIsEqual":true,"test":{"accuracy":0.86,"loss":0.4,"images":10000}}
        """;

    private readonly Bench _bench = new();

    [Fact]
    public async Task Evaluate_SameAccuracy_ShowsBothAndTheTest()
    {
        _bench.Trainer.Answer = new ProgramAnswer(0, Equal, "");

        Assert.Equal(0, await _bench.RunAsync("evaluate", "/models/a", "--data", "/data"));

        Assert.Equal(["evaluate --model /models/a --data-directory /data"], _bench.Trainer.Calls);
        Assert.Contains("val_accuracy 0.875, val_loss 0.31", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("accuracy yes, loss yes", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("accuracy 0.86, loss 0.4 on 10000 images", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WithJson_PrintsOneDocument()
    {
        _bench.Trainer.Answer = new ProgramAnswer(0, Equal, "");

        Assert.Equal(0, await _bench.RunAsync("evaluate", "/models/a", "--json"));

        Assert.Equal(0.875, _bench.Document.GetProperty("recomputed").GetProperty("valAccuracy").GetDouble());
        Assert.True(_bench.Document.GetProperty("accuracyIsEqual").GetBoolean());
    }

    [Fact]
    public async Task Evaluate_AnotherAccuracy_Fails()
    {
        _bench.Trainer.Answer = new ProgramAnswer(0, Equal.Replace("\"accuracyIsEqual\":true", "\"accuracyIsEqual\":false", StringComparison.Ordinal), "");

        Assert.Equal(1, await _bench.RunAsync("evaluate", "/models/a"));

        Assert.Contains("accuracy no", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_NoModelThere_PassesOnWhatTheTrainerSays()
    {
        _bench.Trainer.Answer = new ProgramAnswer(1, "", "something before\n'/models/a/model.json' cannot be read\n");

        Assert.Equal(1, await _bench.RunAsync("evaluate", "/models/a"));

        Assert.Equal("sweep: '/models/a/model.json' cannot be read\n", _bench.Error);
    }
}
