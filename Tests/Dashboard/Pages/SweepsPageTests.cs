using Bunit;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Dashboard.Pages;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Pages;

public sealed class SweepsPageTests : PageTests
{
    [Fact]
    public async Task Page_Sweeps_ShowsARowEach()
    {
        var newer = new FakeSweepGrain(Samples.Of("digits-2", SweepStatus.Paused), []);
        var older = new FakeSweepGrain(Samples.Sweep, Samples.Trials);
        Use(new FakeCluster(newer, older));
        Time.Advance(TimeSpan.FromHours(2.5));

        var page = Render<SweepsPage>();
        await Time.PassUntilAsync(() => page.FindAll("tbody tr").Count == 2);

        Assert.Equal(["digits-2", "digits-1"], page.FindAll("tbody a").Select(link => link.TextContent));
        Assert.Equal("/sweeps/digits-1", page.FindAll("tbody a")[1].GetAttribute("href"));
        Assert.Equal(
            ["digits-1", "digits", "▶ running", "4 / 5", "0.8912", "2 h"],
            page.FindAll("tbody tr")[1].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Page_NoSweep_SaysHowToStartOne()
    {
        Use(new FakeCluster());

        var page = Render<SweepsPage>();
        await Time.PassUntilAsync(() => page.FindAll(".empty").Count == 1);

        Assert.StartsWith("sweep run ", page.Find(".empty pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CatalogFails_KeepsTheRowsAndSaysSoInOneLine()
    {
        var cluster = new FakeCluster(new FakeSweepGrain(Samples.Sweep, Samples.Trials));
        Use(cluster);
        var page = Render<SweepsPage>();
        await Time.PassUntilAsync(() => page.FindAll("tbody tr").Count == 1);

        cluster.Failure = new TimeoutException("no answer\n   at somewhere");
        await Time.PassUntilAsync(() => page.FindAll("[role=alert]").Count == 1);

        Assert.Equal("The list cannot be read at the moment: no answer", page.Find("[role=alert]").TextContent);
        Assert.Single(page.FindAll("tbody tr"));
    }
}
