namespace SweepCluster.EndToEnd.Tests;

/// <summary>What users see when something is wrong before a sweep can begin.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("run_cap: 3", "run_cpa: 3", ":4:1:", "run_cpa")]
    [InlineData("min: 0.1, max: 0.9", "min: 0.9, max: 0.1", ":6:", "max")]
    [InlineData("when: {steps: 2}", "when: {value: 0.5}", ":7:", "value")]
    public async Task Run_BadFile_SaysWhereAndExitsWithTwo(string right, string wrong, string place, string word)
    {
        var good = """
            name: bad
            task: {command: [./program]}
            metric: {name: score, goal: maximize}
            run_cap: 3
            parameters:
              value: {min: 0.1, max: 0.9}
              step_ms: {value: 10, when: {steps: 2}}
              steps: {values: [2, 3]}
            method: random
            """;
        var file = _home.Write("bad.yaml", good.Replace(right, wrong, StringComparison.Ordinal));

        var finished = await SweepRun.FinishAsync(_home, "run", file, "--json");

        Assert.True(finished.ExitCode == 2, finished.ToString());
        Assert.Empty(finished.Output);
        Assert.Contains(place, finished.Errors, StringComparison.Ordinal);
        Assert.Contains(word, finished.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model: {values: [lenet, resnett]}", "bad.yaml:7:27:", "did you mean 'resnet'?")]
    [InlineData("optimizer: {values: [sgd, adamw], when: {nesterov: true}}", "bad.yaml:8:", "nesterov")]
    public async Task Run_UnknownModelOrCircle_NamesItWithItsPlace(string wrong, string place, string word)
    {
        var file = _home.Write("bad.yaml", $$$"""
            name: bad
            task: fashion-mnist
            method: random
            run_cap: 2
            metric: {name: val_accuracy, goal: maximize}
            parameters:
              {{{wrong}}}
              nesterov: {values: [true, false], when: {optimizer: sgd}}
            """);

        var finished = await SweepRun.FinishAsync(_home, "run", file);

        Assert.True(finished.ExitCode == 2, finished.ToString());
        Assert.Contains(place, finished.Errors, StringComparison.Ordinal);
        Assert.Contains(word, finished.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TwoHomesAtOnce_BothWork()
    {
        using var other = new Home();
        var runs = new[] { _home, other }.Select(home => SweepRun.FinishAsync(
            home, "run", home.WriteScripted("steps: {value: 2}", "method: random\nrun_cap: 2"), "--json", "--devices", "cpu:1"));

        var finished = await Task.WhenAll(runs);

        Assert.All(finished, one => Assert.True(one.ExitCode == 0, one.ToString()));
    }

    [Fact]
    public async Task Run_HomeHeldByAnother_SaysByWhomAndExitsWithTwo()
    {
        var file = _home.WriteScripted("steps: {value: 100}\nstep_ms: {value: 300}", "method: random\nrun_cap: 1");
        using var holder = SweepRun.Start(_home, "run", file, "--plain", "--devices", "cpu:1");
        await Eventually.TrueAsync(() => _home.HasEvents && _home.Events("scripted-1").Count > 1, () => holder.Errors);

        var refused = await SweepRun.FinishAsync(_home, "run", file, "--json");

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Contains($"process {holder.Id}", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }

    [Fact]
    public async Task Run_HomeCannotBeWritten_SaysSoInOneLine()
    {
        var file = _home.WriteScripted("steps: {value: 1}", "method: random\nrun_cap: 1");

        var refused = await SweepRun.FinishAsync(_home, "run", file, "--home", "/proc/sweep-home");

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Contains("/proc/sweep-home", Assert.Single(Lines(refused.Errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TornDataSet_SaysSoInOneLine()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home.Root, "data", "fashion-mnist"));
        foreach (var name in (string[])["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"])
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0], TestContext.Current.CancellationToken);
        }

        var file = _home.Write("data.yaml", """
            name: data
            task: {dataset: fashion-mnist, train: 100, validation: 100}
            method: random
            run_cap: 2
            metric: {name: val_accuracy, goal: maximize}
            parameters: {model: {value: lenet}, epochs: {value: 1}}
            """);

        var refused = await SweepRun.FinishAsync(_home, "run", file, "--json", "--devices", "cpu:1");

        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains("train-images-idx3-ubyte.gz", Assert.Single(Lines(refused.Errors)), StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }

    [Fact]
    public async Task Run_UnknownOption_ExitsWithTwo()
    {
        var refused = await SweepRun.FinishAsync(_home, "run", "x.yaml", "--frobnicate");

        Assert.True(refused.ExitCode == 2, refused.ToString());
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
