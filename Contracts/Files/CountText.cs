using System.Globalization;
using System.Text.RegularExpressions;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads whole numbers such as <c>30000</c>, <c>64k</c>, <c>2M</c> and <c>1.5G</c>.</summary>
internal static partial class CountText
{
    private const decimal Largest = 1L << 53;

    /// <summary>The number; null when the text is none, or it is not whole or not between 1 and 2^53.</summary>
    public static long? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var factor = match.Groups["suffix"].Value switch
        {
            "k" => 1_000m,
            "M" => 1_000_000m,
            "G" => 1_000_000_000m,
            _ => 1m,
        };
        return number >= 1 / factor && number <= Largest / factor && decimal.IsInteger(number * factor) ? (long)(number * factor) : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,16}(\.[0-9]{1,9})?([eE]\+?[0-9]{1,2})?)(?<suffix>[kMG]?)\z")]
    private static partial Regex Pattern();
}
