using System.Text.Json;
using SweepCluster.Cli.Tests.Fakes;

namespace SweepCluster.Cli.Tests.Verbs;

/// <summary>Verbs between sweeps and files.</summary>
public sealed class FileVerbTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Plan_SweepFile_SaysTrialsRungsStepsAndTime()
    {
        Assert.Equal(0, await _bench.RunAsync("plan", "demo.yaml", "--seconds-per-step", "10"));

        Assert.Matches("trials +at most 14 *\n", _bench.Out);
        Assert.Matches("rungs +after steps 1, 3 *\n", _bench.Out);
        Assert.Matches("steps +at most 126 in all *\n", _bench.Out);
        Assert.Matches("busy +slots for at most 21:00 *\n", _bench.Out);
        Assert.Empty(_bench.Home.Calls);
    }

    [Fact]
    public async Task Plan_WithJson_PrintsThePlan()
    {
        Assert.Equal(0, await _bench.RunAsync("plan", "demo.yaml", "--json"));
        Assert.Equal("""{"trials":14,"rungs":[1,3],"steps":126}""", JsonSerializer.Serialize(_bench.Document));
    }

    [Theory]
    [InlineData("plan bad.yaml", "bad.yaml:2:1: unknown key 'metod'")]
    [InlineData("plan demo.yaml --seconds-per-step 0", "--seconds-per-step was 0; it must be above 0.")]
    [InlineData("export demo-1 --json", "name the file to write with --out FILE")]
    [InlineData("export demo-1 --format parquet", "Parquet is no text")]
    [InlineData("export demo-1 --filter nonsense<1", "'nonsense' is no field")]
    [InlineData("import demo-1 nowhere.jsonl", "nowhere.jsonl")]
    public async Task Verb_BadInput_SaysWhatIsWrongAndTriesNothing(string arguments, string named)
    {
        Assert.Equal(2, await _bench.RunAsync(arguments.Split(' ')));
        Assert.Contains(named, _bench.Error, StringComparison.Ordinal);
        Assert.Empty(_bench.Home.Calls);
    }

    [Fact]
    public async Task Export_ToStandardOutput_IsCsvOfTheChosenTrials()
    {
        Assert.Equal(0, await _bench.RunAsync("export", "demo-1", "--filter", "status:completed|pruned", "--sort", "-number"));

        var lines = _bench.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("number,status,rank,", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1,pruned", "0,completed"], lines[1..].Select(line => string.Join(',', line.Split(',')[..2])));
    }

    [Theory]
    [InlineData("all.jsonl", "jsonl")]
    [InlineData("all.parquet", "parquet")]
    [InlineData("all.txt", "csv")]
    public async Task Export_ToAFile_TakesTheFormatOfItsName(string name, string format)
    {
        var path = Path.Combine(_folder.FullName, name);

        Assert.Equal(0, await _bench.RunAsync("export", "demo-1", "--out", path, "--json"));

        Assert.Equal((format, 5), (_bench.Document.GetProperty("format").GetString(), _bench.Document.GetProperty("trials").GetInt32()));
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(format switch { "jsonl" => "{", "parquet" => "P", _ => "n" }, $"{(char)bytes[0]}");
    }

    [Fact]
    public async Task Import_LinesOfAnExportAndOfOptuna_AreTakenInAndCounted()
    {
        var path = await WriteAsync(
            """{"parameters": {"lr": 0.01}, "metrics": {"val_accuracy": 0.7}, "step": 9}""",
            """{"params": {"lr": 0.02}, "state": "COMPLETE", "value": 0.8}""",
            "",
            """{"params": {"lr": 0.03}, "state": "FAIL"}""");

        Assert.Equal(0, await _bench.RunAsync("import", "demo-1", path, "--json"));

        Assert.Equal([0.7, 0.8], _bench.Sweep.Imported.Select(trial => trial.Metrics["val_accuracy"]!.Value));
        Assert.Equal("""{"sweep":"demo-1","added":2,"known":0,"notCompleted":1}""", JsonSerializer.Serialize(_bench.Document));
    }

    [Fact]
    public async Task Import_LineThatIsNoTrial_NamesTheLineAndImportsNothing()
    {
        var path = await WriteAsync("""{"parameters": {"lr": 0.01}, "metrics": {"val_accuracy": 0.7}}""", """{"lr": 0.02}""");

        Assert.Equal(2, await _bench.RunAsync("import", "demo-1", path));

        Assert.Contains("Line 2 is no trial", _bench.Error, StringComparison.Ordinal);
        Assert.Empty(_bench.Sweep.Imported);
    }

    [Fact]
    public async Task Import_SweepThatIsOver_Fails()
    {
        _bench.Sweep.Snapshot = Samples.Completed;
        Assert.Equal(1, await _bench.RunAsync("import", "demo-1", "any.jsonl"));
        Assert.Contains("there is nothing to import into", _bench.Error, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(params string[] lines)
    {
        var path = Path.Combine(_folder.FullName, "trials.jsonl");
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        return path;
    }
}
