using Bunit;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Pages;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Pages;

public sealed class SweepPageTests : PageTests
{
    private readonly FakeSweepGrain _sweep = new(Samples.Sweep, Samples.Trials);

    [Fact]
    public async Task Page_Sweep_ShowsTrialsByRankWithTheParametersThatVary()
    {
        var page = await OpenAsync();

        Assert.Equal(
            ["Rank", "Trial", "Status", "val_loss", "Step", "lr", "model", "width", "Reason"],
            page.FindAll("th").Select(cell => cell.TextContent));
        Assert.Equal(["#1", "#0", "#2", "#4", "#3"], page.FindAll("tbody td:nth-child(2)").Select(cell => cell.TextContent));
        Assert.Equal(
            ["3", "#2", "↓ pruned", "0.9", "2", "0.004115", "cnn", "–", "0.9 is worse than the median 0.31 at step 2"],
            page.FindAll("tbody td").Skip(18).Take(9).Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Page_Sweep_ShowsTheBestAndTheCounts()
    {
        var page = await OpenAsync();

        Assert.Equal("0.08125", page.Find("[aria-label='Best so far'] .big").TextContent);
        Assert.Contains("trial #1, step 8", page.Find("[aria-label='Best so far']").TextContent, StringComparison.Ordinal);
        Assert.Equal("4 / 20", page.Find("[aria-label='Trials by status'] .big").TextContent);
        Assert.Contains("val_loss, lower is better", page.Markup, StringComparison.Ordinal);
        Assert.Contains("tpe, median", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_TrialReports_DrawsTheNewValue()
    {
        var page = await OpenAsync();

        _sweep.Change(trials: [Samples.Trials[0], Samples.Ranked(4, TrialStatus.Running, 1, 0.0625, 3)]);
        await Time.PassUntilAsync(() => page.Find("tbody td:nth-child(2)").TextContent == "#4");

        Assert.Equal("0.0625", page.Find("tbody td:nth-child(4)").TextContent);
    }

    [Fact]
    public async Task Buttons_RunningSweep_PauseAndResume()
    {
        var page = await OpenAsync();

        await Button(page, "Pause").ClickAsync();
        await Time.PassUntilAsync(() => page.FindAll("button").Any(button => button.TextContent == "Resume"));
        await Button(page, "Resume").ClickAsync();

        Assert.Equal(["pause", "resume"], _sweep.Commands);
    }

    [Fact]
    public async Task Buttons_Cancel_AsksFirst()
    {
        var page = await OpenAsync();

        await Button(page, "Cancel…").ClickAsync();
        await Button(page, "Keep it").ClickAsync();
        Assert.Empty(_sweep.Commands);
        await Button(page, "Cancel…").ClickAsync();
        await Button(page, "Cancel the sweep").ClickAsync();
        await Time.PassUntilAsync(() => page.FindAll("button").Count == 0);

        Assert.Equal(["cancel"], _sweep.Commands);
    }

    [Fact]
    public async Task Buttons_GrainRefuses_SaysSoInOneLine()
    {
        var page = await OpenAsync();
        _sweep.Failure = new InvalidOperationException("the store is read-only");

        await Button(page, "Pause").ClickAsync();

        Assert.Equal("The sweep was not paused: the store is read-only", page.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task Page_UnknownId_SaysSo()
    {
        Use(new FakeCluster(_sweep));

        var page = Render<SweepPage>(parameters => parameters.Add(page => page.Id, "nothing-7"));
        await Time.PassUntilAsync(() => page.FindAll("h1").Single().TextContent == "There is no sweep nothing-7");

        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task Page_Left_StopsWatching()
    {
        await OpenAsync();
        await Time.PassUntilAsync(() => _sweep.Watchers == 1);

        await DisposeComponentsAsync();

        await Time.PassUntilAsync(() => _sweep.Watchers == 0);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SweepPage> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent == text);

    private async Task<IRenderedComponent<SweepPage>> OpenAsync()
    {
        Use(new FakeCluster(_sweep));
        var page = Render<SweepPage>(parameters => parameters.Add(page => page.Id, _sweep.Id));
        await Time.PassUntilAsync(() => page.FindAll("tbody td").Count > 0);
        return page;
    }
}
