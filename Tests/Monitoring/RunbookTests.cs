using System.Diagnostics;
using System.Text.RegularExpressions;
using SweepCluster.EndToEnd.Tests;
using SweepCluster.Monitoring.Tests.Files;

namespace SweepCluster.Monitoring.Tests;

/// <summary>That the commands, pages and panels that the documentation sends people to exist.</summary>
public sealed partial class RunbookTests
{
    private static readonly string Text = Component.Page("runbook.md") + Component.Page("monitoring.md");

    /// <summary>What is in italics and neither a panel nor on a page of the dashboard: Kubernetes' and Grafana's own words.</summary>
    private static readonly string[] OthersWords = ["the cluster page", "Pending", "CrashLoopBackOff", "Dashboards", "New", "Import", "Dashboard's address"];

    public static TheoryData<string> Commands { get; } = new(Command().Matches(Text).Select(match => match.Value.Trim()).Distinct().Order());

    [Theory, MemberData(nameof(Commands))]
    public async Task Command_Exists(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var help = await HelpAsync(words[1]);

        Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)), flag => Assert.Contains(flag, help, StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_Exist() => Assert.All(
        Page().Matches(Component.Page("runbook.md")).Select(match => match.Value), page => Assert.True(DashboardPages.Exists(page), page));

    [Fact]
    public void WordsInItalics_AreOnADashboard()
    {
        var titles = Component.Boards.Select(Board.Read)
            .SelectMany(board => board.Levels.SelectMany(level => level).Select(panel => panel.Title).Append(Board.Text(board.Root, "title")));
        var pages = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "Dashboard"), "*.razor*", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.DoesNotContain(
            Italics().Matches(Code().Replace(Text, "")).Select(match => match.Groups[1].Value.Replace('\n', ' ')).Except(titles).Except(OthersWords),
            words => !pages.Contains(words, StringComparison.Ordinal));
    }

    private static async Task<string> HelpAsync(string verb)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.Sweep, [verb, "--help"]) { RedirectStandardOutput = true })!;
        var help = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"sweep {verb} ", help, StringComparison.Ordinal);
        return help;
    }

    [GeneratedRegex(@"(?<=^ *|`)sweep [a-z][^`#\n]*", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<=`)/cluster(?=`)|(?<=`)/sweeps[^`]*(?=`)")]
    private static partial Regex Page();

    [GeneratedRegex(@"^ *```.*?^ *```$|`[^`]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![*\w])\*(?!\*)([^*]+)\*(?!\*)")]
    private static partial Regex Italics();
}
