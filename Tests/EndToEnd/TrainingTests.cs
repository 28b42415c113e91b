using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>Real networks on real Fashion-MNIST images through the published product.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Run_TwoArchitectures_AnswersTheDocumentOfTheDesign()
    {
        var file = WriteTraining("early_terminate: {type: asha, min_iter: 1, max_iter: 3, eta: 2}");

        var finished = await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:2");

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Equal(
            ["sweep", "status", "trials", "best", "elapsedSeconds", "deviceSeconds", "deviceUtilisation"],
            finished.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("completed", finished.Json.GetProperty("status").GetString());
        Assert.Equal(4, finished.Json.GetProperty("trials").GetProperty("total").GetInt32());
        var best = finished.Json.GetProperty("best");
        Assert.True(best.GetProperty("metrics").GetProperty("val_accuracy").GetDouble() > 0.5, finished.Output);
        Assert.InRange(finished.Json.GetProperty("deviceUtilisation").GetDouble(), 0.3, 1);
    }

    [Fact]
    public async Task Run_SameFileTwiceOnOneSlot_GivesTheSameTrialsDecisionsAndMetrics()
    {
        var file = WriteTraining("early_terminate: {type: median, startup_trials: 1, min_trials: 1}");

        await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");
        await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");

        Assert.Equal(4, Outline("tiny-1").Count(line => line.StartsWith("suggested", StringComparison.Ordinal)));
        Assert.Equal(Outline("tiny-1"), Outline("tiny-2"));
    }

    [Fact]
    public async Task Run_KilledInTheMiddle_EndsWithTheMetricsOfAnUndisturbedRun()
    {
        var file = WriteTraining("");
        await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");
        using (var killed = SweepRun.Start(_home, "run", file, "--plain", "--devices", "cpu:1"))
        {
            await Eventually.TrueAsync(
                () => _home.Events("tiny-2").OfType<AttemptReported>().Any(report => report is { Trial: 1, Step: 1 }),
                () => $"trial 1 did not report\n{killed.Errors}");
            await killed.KillTreeAsync();
        }

        var finished = await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Equal("tiny-2", finished.Json.GetProperty("sweep").GetString());
        Assert.Equal(Metrics("tiny-1"), Metrics("tiny-2"));
    }

    [Fact]
    public async Task Run_ArchitectureTooDeepForTheImage_IsRejectedBeforeItIsQueued()
    {
        var file = _home.Write("small.yaml", """
            name: small
            task: {dataset: fashion-mnist, train: 256, validation: 128, image: 8}
            method: grid
            metric: {name: val_accuracy, goal: maximize}
            seed: 1
            parameters:
              model: {values: [lenet, resnet]}
              epochs: {value: 1}
              resnet_width: {value: 4}
            """);

        var finished = await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");

        Assert.True(finished.ExitCode == 0, finished.ToString());
        Assert.Equal(1, finished.Json.GetProperty("trials").GetProperty("total").GetInt32());
        Assert.Equal(1, finished.Json.GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Equal("resnet", Assert.Single(_home.Events("small-1").OfType<TrialSuggested>()).Parameters["model"]?.Text);
        Assert.EndsWith(
            "of all 2, 1 do not fit 8x8 images",
            Assert.Single(_home.Events("small-1").OfType<SweepFinished>()).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NothingSatisfiesTheConstraints_IsRefusedWithTheReason()
    {
        var file = _home.Write("huge.yaml", """
            name: huge
            task: {dataset: fashion-mnist, train: 256, validation: 128}
            method: grid
            metric: {name: val_accuracy, goal: maximize}
            parameters:
              model: {values: [lenet, resnet]}
            constraints: {macs: {max: 1k}}
            """);

        var finished = await SweepRun.FinishAsync(_home, "run", file, "--devices", "cpu:1");

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains(
            "none of the 2 points of the search space satisfies the constraints: 2 exceed macs max 1,000 (the least is ",
            finished.ToString(),
            StringComparison.Ordinal);
    }

    private string WriteTraining(string early) => _home.Write("tiny.yaml", $$$"""
        name: tiny
        task: {dataset: fashion-mnist, train: 1500, validation: 500}
        method: tpe
        metric: {name: val_accuracy, goal: maximize}
        seed: 5
        parameters:
          model: {values: [lenet, resnet]}
          lr: {distribution: log_uniform_values, min: 0.01, max: 0.2}
          batch_size: {value: 64}
          epochs: {value: 3}
          resnet_width: {value: 4, when: {model: resnet}}
        run_cap: 4
        {{{early}}}
        """);

    /// <summary>All that must repeat: parameters, metrics to the last bit, decisions and outcomes; not times, leases and speeds.</summary>
    private List<string> Outline(string sweep) => [.. _home.Events(sweep).Select(Line).OfType<string>()];

    private static string? Line(SweepEvent e) => e switch
    {
        TrialSuggested suggested => $"suggested {suggested.Trial} {JsonSerializer.Serialize(suggested.Parameters, SweepJson.Options)}",
        AttemptReported reported => $"reported {reported.Trial} {reported.Step} {Exact(reported)} {reported.Judgement.Decision}",
        CheckpointSaved saved => $"checkpoint {saved.Trial} {saved.Checkpoint.Step}",
        AttemptEnded ended => $"ended {ended.Trial} {ended.Outcome}",
        _ => null,
    };

    private SortedDictionary<string, string> Metrics(string sweep)
    {
        var metrics = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var reported in _home.Events(sweep).OfType<AttemptReported>())
        {
            metrics[$"{reported.Trial}/{reported.Step}"] = Exact(reported);
        }

        return metrics;
    }

    private static string Exact(AttemptReported reported) => string.Join(
        ' ', reported.Metrics.Values.Where(metric => metric.Name is not ("images_per_second" or "peak_memory_mib")).Select(metric => $"{metric.Name}={metric.Value:R}"));
}
