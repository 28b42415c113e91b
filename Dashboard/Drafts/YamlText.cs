using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Dashboard.Drafts;

/// <summary>Values as they are written in a sweep file.</summary>
internal static partial class YamlText
{
    private static readonly string[] NotTexts = ["true", "false", "null", "True", "False", "TRUE", "FALSE", "Null", "NULL"];

    /// <summary>A text, in quotes where it would be read as something else without them.</summary>
    public static string Of(string text) =>
        Plain().IsMatch(text) && !NotTexts.Contains(text) ? text : JsonSerializer.Serialize(text, JsonSerializerOptions.Web);

    /// <summary>A real number; it is always written as one, because 1 means a whole number.</summary>
    public static string Of(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    /// <summary>A whole number.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of a range of whole or of real numbers.</summary>
    public static string Of(double number, bool isWhole) => isWhole ? Of((long)number) : Of(number);

    /// <summary>A parameter's value.</summary>
    public static string Of(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Text => Of(value.Text!),
        ParameterValueKind.Real => Of(value.Real),
        _ => value.ToString(),
    };

    /// <summary>A duration, to the second.</summary>
    public static string Of(TimeSpan duration)
    {
        var parts = new (int Value, string Unit)[] { (duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "m"), (duration.Seconds, "s") };
        return string.Concat(parts.Where(part => part.Value > 0).Select(part => $"{part.Value}{part.Unit}"));
    }

    /// <summary>A list on one line.</summary>
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary>A mapping on one line.</summary>
    public static string Map(IEnumerable<(string Key, string Value)> entries) =>
        $"{{{string.Join(", ", entries.Select(entry => $"{Of(entry.Key)}: {entry.Value}"))}}}";

    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_./-]*\z")]
    private static partial Regex Plain();
}
