using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SweepCluster.Browser.Tests;

/// <summary>What people do: watch a sweep grow, steer it, write another.</summary>
public sealed class SteeringTests(Dashboard dashboard) : IClassFixture<Dashboard>
{
    [Fact]
    public async Task Curves_TrialReports_GrowWithoutALoad()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1");
        await visit.Page.Locator(".curves canvas").WaitForAsync();
        const string Points = "Object.values(window.__curves)[0].lines.reduce((sum, line) => sum + line.x.length, 0)";
        var before = await visit.Page.EvaluateAsync<int>(Points);

        dashboard.Sweep.Happen(SeededSweep.Report(199, 3, 0.4));
        dashboard.Sweep.Happen(SeededSweep.Report(199, 4, 0.3));

        await visit.Page.WaitForFunctionAsync($"() => {Points} === {before + 2}");
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Buttons_PauseResumeCancel_SteerTheSweep()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/digits-2");

        await visit.Button("Resume").ClickAsync();
        await visit.Button("Pause").ClickAsync();
        await visit.Button("Cancel…").ClickAsync();
        await visit.Button("Cancel the sweep").ClickAsync();

        await Expect(visit.Page.Locator(".title .pill")).ToContainTextAsync("canceled");
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Trials_SortedByLossBothWays_FailedOnesComeLast()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1/trials?sort=-val_loss&where=number<30");
        var rows = visit.Page.Locator("tbody tr:has(td)");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("30 of 20");

        await Expect(rows.First).Not.ToContainTextAsync("failed");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "val_loss" }).ClickAsync();
        await Expect(visit.Page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("val_loss");

        await Expect(rows.First).Not.ToContainTextAsync("failed");
    }

    [Fact]
    public async Task NewSweep_WrongKey_IsMarkedAndCannotBeSubmittedUntilItIsRight()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/new?template=demo");
        var submit = visit.Button("Submit sweep");
        await visit.Page.Locator(".cm-content").WaitForAsync();

        await visit.Page.EvaluateAsync("Object.values(window.__editors)[0].view.dispatch({ changes: { from: 0, insert: 'spcae: 1\\n' } })");

        await Expect(visit.Page.Locator(".problems")).ToContainTextAsync("line 1, column 1");
        await Expect(visit.Page.Locator(".cm-lint-marker-error")).ToBeVisibleAsync();
        await Expect(submit).ToBeDisabledAsync();
        await visit.Page.EvaluateAsync("Object.values(window.__editors)[0].view.dispatch({ changes: { from: 0, to: 9 } })");
        await submit.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("convnets-1");
        Assert.Equal("demo", Assert.Single(dashboard.Cluster.Submitted).Spec.Name);
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Curves_TrialsOutrunTheChart_AreAllDrawnInTheEnd()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1");
        await visit.Page.Locator(".curves canvas").WaitForAsync();
        await visit.Page.GetByText("running only").ClickAsync();
        await Expect(visit.Page.GetByText("Showing 4 of 191 curves")).ToBeVisibleAsync();

        // A trial that reports for the first time right after a drawing, and then nothing more happens.
        dashboard.Sweep.Happen(new Contracts.Events.TrialSuggested(200, new Contracts.Values.ParameterSet([]), 1, "tpe"));
        dashboard.Sweep.Happen(new Contracts.Events.AttemptStarted(200, 1, new("silo-b", "cpu", 0), "", Guid.Empty, 0));
        dashboard.Sweep.Happen(SeededSweep.Report(200, 1, 0.9));

        await Expect(visit.Page.GetByText("Showing 5 of 192 curves")).ToBeVisibleAsync(new() { Timeout = 10_000 });
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Change_MoreTrials_IsToldToTheSweep()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1");

        await visit.Button("Change…").ClickAsync();
        await visit.Page.GetByLabel("Trials at most, now 400").FillAsync("500");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Empty(await visit.SeriousAsync());
        await visit.Button("Change it").ClickAsync();

        await Expect(visit.Page.Locator("[aria-label='Trials by status']")).ToContainTextAsync("/ 500");
        Assert.Contains("change 500", dashboard.Sweep.Commands);
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Stop_RunningTrial_AsksAndTellsTheSweep()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1/trials/198");

        await visit.Button("Stop…").ClickAsync();
        await visit.Button("Stop the trial").ClickAsync();

        await Expect(visit.Page.Locator(".title .pill")).ToContainTextAsync("stopping");
        Assert.Contains("stop 198", dashboard.Sweep.Commands);
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Columns_Chosen_StandInTheAddress()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1/trials");

        await visit.Page.GetByText("Columns", new() { Exact = true }).ClickAsync();
        await visit.Page.GetByLabel("dropout").UncheckAsync();
        await visit.Page.GetByLabel("Chosen by").CheckAsync();

        await Expect(visit.Page.Locator("thead")).Not.ToContainTextAsync("dropout");
        await Expect(visit.Page.Locator("thead")).ToContainTextAsync("Chosen by");
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("cols=.*provenance"));
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("thead")).ToContainTextAsync("Chosen by");
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Log_Held_StaysUntilItGoesOn()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1/trials/199");
        var lines = visit.Page.Locator(".log pre");
        await Expect(lines).ToContainTextAsync("batch 40 of 100");

        await visit.Button("Hold").ClickAsync();
        dashboard.Cluster.Progress = dashboard.Cluster.Progress! with { Log = ["the newest line"] };
        await Expect(lines).Not.ToContainTextAsync("the newest line");
        await visit.Button("Go on").ClickAsync();

        await Expect(lines).ToContainTextAsync("the newest line");
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }

    [Fact]
    public async Task Form_AnotherMethodAndRule_AreWrittenIntoTheFile()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/new?template=demo");
        await visit.Page.Locator(".cm-content").WaitForAsync();

        await visit.Page.GetByLabel("Method").SelectOptionAsync("cmaes");
        await visit.Page.GetByLabel("population").FillAsync("12");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.GetByLabel("Early termination").SelectOptionAsync("median");

        await Expect(visit.Page.Locator(".cm-content")).ToContainTextAsync("method: {type: cmaes, population: 12}");
        await Expect(visit.Page.Locator(".cm-content")).ToContainTextAsync("early_terminate: {type: median");
        Assert.True(visit.Faults.Count == 0, visit.Told);
    }
}
