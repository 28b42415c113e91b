using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class ReadVerbTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task List_Sweeps_ShowsOneLineEach()
    {
        _bench.Home.Catalog.Headlines = [Samples.Headline(), Samples.Headline(SweepStatus.Completed, id: "demo-0")];
        Assert.Equal(0, await _bench.RunAsync("ls"));
        var lines = _bench.Out.Split('\n');
        Assert.Matches("^id +name +status +done/trials +best +age", lines[0]);
        Assert.Matches("^demo-1 +demo +running +7/9 +0.8912 +5 min ago", lines[1]);
        Assert.Matches("^demo-0 +demo +completed", lines[2]);
        Assert.Equal("", _bench.Error);
    }

    [Fact]
    public async Task List_EmptyHome_SaysHowToStart()
    {
        Assert.Equal(0, await _bench.RunAsync("ls"));
        Assert.Contains("no sweeps in /home/somebody/.local/share/sweepcluster; start one with", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithJson_PrintsTheHeadlines()
    {
        _bench.Home.Catalog.Headlines = [Samples.Headline()];
        Assert.Equal(0, await _bench.RunAsync("ls", "--json"));
        Assert.Equal("demo-1", Assert.Single(_bench.Document.EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Show_Sweep_ShowsItsStandingAndBestTrial()
    {
        Assert.Equal(0, await _bench.RunAsync("show", "demo-1"));
        Assert.Contains("3 of 14 trials done (1 completed, 1 pruned, 1 failed, 1 running, 1 pending)", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("trial #0 at step 9: val_accuracy 0.8912, val_loss 0.1088", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("trial #2: out of memory: the process was killed at 3.1 GiB", _bench.Out, StringComparison.Ordinal);
        Assert.Matches("submitted +5 min ago *\n", _bench.Out);
        Assert.Matches("busy +slots for 1:01 *\n", _bench.Out);
    }

    [Fact]
    public async Task Show_SweepThatIsOver_ShowsWhyAndHowLongItLasted()
    {
        _bench.Sweep.Snapshot = Samples.Completed;
        Assert.Equal(0, await _bench.RunAsync("show", "demo-1"));
        Assert.Matches("status +completed: all 14 trials are over *\n", _bench.Out);
        Assert.Matches("submitted +5 min ago, lasted 3:00 *\n", _bench.Out);
    }

    [Fact]
    public async Task Show_WithJson_PrintsTheSnapshot()
    {
        Assert.Equal(0, await _bench.RunAsync("show", "demo-1", "--json"));
        Assert.Equal("running", _bench.Document.GetProperty("status").GetString());
        Assert.Equal(0, _bench.Document.GetProperty("incumbent").GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task Trials_Sweep_ListsAllByNumber()
    {
        Assert.Equal(0, await _bench.RunAsync("trials", "demo-1"));
        var lines = _bench.Out.Split('\n');
        Assert.Matches("1 +#0 +completed +0.8912 +9 +resnet", lines[1]);
        Assert.Matches("- +#4 +pending +- +0 +resnet", lines[5]);
    }

    [Fact]
    public async Task Trials_WithJson_PrintsAnArray()
    {
        Assert.Equal(0, await _bench.RunAsync("trials", "demo-1", "--json"));
        Assert.Equal(5, _bench.Document.GetArrayLength());
    }

    [Theory]
    [InlineData("status:completed|running", "-number", "3 0")]
    [InlineData("memory", "number", "2")]
    public async Task Trials_FilteredAndSorted_AreThoseInOrder(string filter, string sort, string numbers)
    {
        Assert.Equal(0, await _bench.RunAsync("trials", "demo-1", "--filter", filter, "--sort", sort, "--json"));
        Assert.Equal(numbers, string.Join(' ', _bench.Document.EnumerateArray().Select(trial => trial.GetProperty("number").GetInt32())));
    }

    [Theory]
    [InlineData("--filter", "nothing<1")]
    [InlineData("--sort", "rank,")]
    public async Task Trials_UnreadableQuery_IsBadUsage(string option, string text)
    {
        Assert.Equal(2, await _bench.RunAsync("trials", "demo-1", option, text));
        Assert.NotEmpty(_bench.Error);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("trials")]
    [InlineData("importance")]
    [InlineData("best")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    public async Task AnyVerb_UnknownId_SaysWhatThereIsAndExitsWithTwo(string verb)
    {
        _bench.Home.Catalog.Headlines = [Samples.Headline()];
        Assert.Equal(2, await _bench.RunAsync(verb, "demo-9", "--json"));
        Assert.Equal("", _bench.Out);
        Assert.Equal(
            "sweep: There is no sweep 'demo-9' in /home/somebody/.local/share/sweepcluster: it has demo-1; see 'sweep ls'.\n",
            _bench.Error);
        Assert.Empty(_bench.Home.Calls);
    }
}
