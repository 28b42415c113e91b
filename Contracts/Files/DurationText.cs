using System.Globalization;
using System.Text.RegularExpressions;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads durations such as <c>90s</c>, <c>2m</c>, <c>1h30m</c> and <c>1d12h</c>.</summary>
internal static partial class DurationText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The duration; null when the text is none or is not between 1 second and 365 days.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var seconds = (86_400 * Part(match, "d")) + (3_600 * Part(match, "h")) + (60 * Part(match, "m")) + Part(match, "s");
        return seconds >= 1 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static long Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true, Value: var digits }
            ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"^(?=.)((?<d>[0-9]{1,9})d)?((?<h>[0-9]{1,9})h)?((?<m>[0-9]{1,9})m)?((?<s>[0-9]{1,9})s)?\z")]
    private static partial Regex Pattern();
}
