using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SweepCluster.Browser.Tests;

/// <summary>What people with different keys see and may do.</summary>
public sealed class AccessTests(GuardedDashboard dashboard) : IClassFixture<GuardedDashboard>
{
    private const float Patience = 20_000;

    [Fact]
    public async Task SignIn_Viewer_SeesTheSweepWithoutButtonsAndSignsOut()
    {
        await using var visit = await dashboard.SignInAsync(dashboard.Viewer, "/sweeps/convnets-1");
        await visit.Page.Locator(".curves canvas").First.WaitForAsync(new() { Timeout = Patience });

        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Pause|Cancel|Stop") }).CountAsync());
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Settings|Clone") }).CountAsync());
        Assert.Empty(visit.Faults);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.GetByLabel("Key").WaitForAsync(new() { Timeout = Patience });
        await visit.Page.GotoAsync("/sweeps");
        await visit.Page.GetByLabel("Key").WaitForAsync(new() { Timeout = Patience });
    }

    [Fact]
    public async Task SignIn_ViewerOpensAnOperatorsPage_IsToldSo()
    {
        await using var visit = await dashboard.SignInAsync(dashboard.Viewer, "/sweeps");
        await visit.Page.GotoAsync("/settings");

        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "This needs an operator's key" }).WaitForAsync(new() { Timeout = Patience });
    }

    [Fact]
    public async Task SignIn_Operator_MakesAKeyThatIsShownOnce()
    {
        await using var visit = await dashboard.SignInAsync(dashboard.Operator, "/settings");
        await visit.Page.Locator("tbody tr").First.WaitForAsync(new() { Timeout = Patience });
        await visit.Page.GetByLabel("Name").FillAsync("laptop");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();

        Assert.Matches("^sweep_[0-9a-f]{64}$", await visit.Page.Locator(".secret").InnerTextAsync(new() { Timeout = Patience }));
        Assert.Contains(dashboard.Cluster.Keys, key => key.Name == "laptop");
        Assert.Empty(visit.Faults);
        Assert.Empty(await visit.SeriousAsync());
    }

    [Fact]
    public async Task Session_KeyIsRevokedWhileAPageIsOpen_ThePageEnds()
    {
        await using var visit = await dashboard.SignInAsync(dashboard.Revocable, "/sweeps");
        await visit.Page.Locator("tbody tr").First.WaitForAsync(new() { Timeout = Patience });
        await dashboard.Cluster.RevokeKey(dashboard.Cluster.Keys[2].Id);

        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Your session is over" }).WaitForAsync(new() { Timeout = Patience });
    }

    [Fact]
    public async Task Login_Page_HasNoFaultAndNoBarrier()
    {
        await using var visit = await dashboard.OpenAsync("/login", width: 400);
        await visit.Page.GetByLabel("Key").WaitForAsync(new() { Timeout = Patience });

        Assert.Empty(visit.Faults);
        Assert.Empty(await visit.SeriousAsync());
    }
}
