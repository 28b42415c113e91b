using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace SweepCluster.Contracts.Telemetry;

/// <summary>Under which names SweepCluster measures and traces itself, and what its instruments have in common.</summary>
public static class SweepTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "SweepCluster";

    /// <summary>The value of a label where there is nothing to say.</summary>
    public const string None = "none";

    /// <summary>Where spans come from. Nobody pays for them unless somebody listens.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>A histogram of durations in seconds.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="description">What is measured, in one sentence.</param>
    /// <param name="least">The upper bound of the first bucket, in seconds.</param>
    /// <param name="most">The upper bound of the last bucket but the one without bound, in seconds.</param>
    public static Histogram<double> CreateSeconds(this Meter meter, string name, string description, double least, double most)
    {
        ArgumentNullException.ThrowIfNull(meter);
        return meter.CreateHistogram(name, "s", description, tags: null, Buckets.Seconds(least, most));
    }

    /// <summary>The name of an enumeration's value as a label has it, such as <c>out_of_memory</c>.</summary>
    public static string Label(this Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
    }

    /// <summary>The names of all an enumeration's values as labels have them.</summary>
    public static IEnumerable<string> Labels<TEnum>()
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(value => value.Label());

    /// <summary>A label and its value.</summary>
    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
