using Microsoft.Playwright;
using SweepCluster.Contracts.Snapshots;
using static Microsoft.Playwright.Assertions;

namespace SweepCluster.Browser.Tests;

/// <summary>What people do when something is over: try a failed trial again, delete a sweep.</summary>
public sealed class SecondThoughtsTests(Dashboard dashboard) : IClassFixture<Dashboard>
{
    [Fact]
    public async Task Retry_FailedTrial_TellsTheSweep()
    {
        var failed = dashboard.Sweep.Trials.First(trial => trial.Status == TrialStatus.Failed).Number;
        await using var visit = await dashboard.OpenAsync($"/sweeps/convnets-1/trials/{failed}");

        await Button(visit, "Retry").ClickAsync();

        Assert.True(SpinWait.SpinUntil(() => dashboard.Sweep.Commands.Contains($"retry {failed}"), TimeSpan.FromSeconds(10)), "The sweep was not told.");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Delete_SweepThatIsOver_LeadsToTheList()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/digits-2");
        await Button(visit, "Resume").WaitForAsync();
        await Expect(Button(visit, "Delete…")).ToHaveCountAsync(0);

        await Button(visit, "Cancel…").ClickAsync();
        await Button(visit, "Cancel the sweep").ClickAsync();
        await Button(visit, "Delete…").ClickAsync();
        await Button(visit, "Delete the sweep").ClickAsync();

        // Were it not to leave the page, the page would say why.
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sweeps", Exact = true })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.EndsWith("/sweeps", visit.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Note_OnATrial_StaysAndStandsInTheTable()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1/trials/12");
        var note = visit.Page.GetByLabel("Note on this trial");

        await note.FillAsync("keeps its loss low\nto the end");
        await Button(visit, "Save").ClickAsync();
        await Expect(Button(visit, "Save")).ToBeDisabledAsync();
        await Button(visit, "Pin").ClickAsync();
        await Expect(Button(visit, "Pinned")).ToBeVisibleAsync();
        Assert.Empty(await visit.SeriousAsync());

        await visit.Page.GotoAsync("/sweeps/convnets-1/trials?where=pinned:true");
        await Expect(visit.Page.Locator("tbody tr").Filter(new() { HasText = "#12" })).ToContainTextAsync("keeps its loss low");
        Assert.Empty(await visit.SeriousAsync());
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Drain_Silo_AsksThenTellsItAndLetsItWorkAgain()
    {
        await using var visit = await dashboard.OpenAsync("/cluster");
        var card = visit.Page.Locator("section[aria-label='silo-b']");

        await card.GetByRole(AriaRole.Button, new() { Name = "Drain…" }).ClickAsync();
        Assert.Empty(await visit.SeriousAsync());
        await Button(visit, "Drain it").ClickAsync();
        await Expect(card).ToContainTextAsync("It takes no work, and nothing runs.");
        Assert.Empty(await visit.SeriousAsync());
        await card.GetByRole(AriaRole.Button, new() { Name = "Let it work" }).ClickAsync();

        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Drain…" })).ToBeVisibleAsync();
        Assert.Empty(visit.Faults);
    }

    private static ILocator Button(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
