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
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Buttons_PauseResumeCancel_SteerTheSweep()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/digits-2");

        await Button(visit, "Resume").ClickAsync();
        await Button(visit, "Pause").ClickAsync();
        await Button(visit, "Cancel…").ClickAsync();
        await Button(visit, "Cancel the sweep").ClickAsync();

        await Expect(visit.Page.Locator(".title .pill")).ToContainTextAsync("canceled");
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Trials_SortedByLossBothWays_FailedOnesComeLast()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/convnets-1/trials?sort=-val_loss&where=number<30");
        var rows = visit.Page.Locator("tbody tr:has(td)");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("30 of 200");

        await Expect(rows.First).Not.ToContainTextAsync("failed");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "val_loss" }).ClickAsync();
        await Expect(visit.Page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("val_loss");

        await Expect(rows.First).Not.ToContainTextAsync("failed");
    }

    [Fact]
    public async Task NewSweep_WrongKey_IsMarkedAndCannotBeSubmittedUntilItIsRight()
    {
        await using var visit = await dashboard.OpenAsync("/sweeps/new?template=demo");
        var submit = Button(visit, "Submit sweep");
        await visit.Page.Locator(".cm-content").WaitForAsync();

        await visit.Page.EvaluateAsync("Object.values(window.__editors)[0].view.dispatch({ changes: { from: 0, insert: 'spcae: 1\\n' } })");

        await Expect(visit.Page.Locator(".problems")).ToContainTextAsync("line 1, column 1");
        await Expect(visit.Page.Locator(".cm-lint-marker-error")).ToBeVisibleAsync();
        await Expect(submit).ToBeDisabledAsync();
        await visit.Page.EvaluateAsync("Object.values(window.__editors)[0].view.dispatch({ changes: { from: 0, to: 9 } })");
        await submit.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("convnets-1");
        Assert.Equal("demo", Assert.Single(dashboard.Cluster.Submitted).Spec.Name);
        Assert.Empty(visit.Faults);
    }

    private static ILocator Button(Visit visit, string name) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
