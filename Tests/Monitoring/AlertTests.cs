using System.Text.RegularExpressions;
using SweepCluster.Monitoring.Tests.Files;

namespace SweepCluster.Monitoring.Tests;

/// <summary>That whoever gets an alert knows what it means and what to do.</summary>
public sealed partial class AlertTests
{
    private static readonly string Runbook = Component.Page("runbook.md");

    public static TheoryData<string> Names => RuleTests.AlertNames;

    [Theory, MemberData(nameof(Names))]
    public void Alert_SaysWhatHowLongHowBadAndWhatToDo(string name)
    {
        var alert = Rule.Alerts.Single(rule => rule.Alert == name);

        Assert.StartsWith("Sweep", name, StringComparison.Ordinal);
        Assert.Matches("^[1-9][0-9]*m$", alert.For);
        Assert.Contains(alert.Labels["severity"], (string[])["critical", "warning"]);
        Assert.Matches(@"^[A-Z{].*\.$", alert.Annotations["summary"]);
        Assert.Matches(@"^[A-Z{].*\.$", alert.Annotations["description"]);
        Assert.Equal($"docs/runbook.md#{name.ToLowerInvariant()}", alert.Annotations["runbook_url"]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Runbook_HasASectionOfEachAlert(string name)
    {
        var section = Assert.Single(Section().Matches(Runbook), match => match.Groups["name"].Value == name).Value;

        Assert.Contains("**Means.**", section, StringComparison.Ordinal);
        Assert.Contains("**See.**", section, StringComparison.Ordinal);
        Assert.Contains("**Do.**", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Runbook_HasNoSectionOfAnAlertThatIsGone() =>
        Assert.Equal(
            Rule.Alerts.Select(rule => rule.Alert!),
            Section().Matches(Runbook).Select(match => match.Groups["name"].Value));

    [GeneratedRegex(@"^## (?<name>Sweep\w+)$.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
