using System.Diagnostics.Metrics;

namespace SweepCluster.Contracts.Telemetry;

/// <summary>
/// A counter whose label values are all known beforehand. Its series are there from the start with 0: one that came into being with its first
/// event would never show that event as an increase. Safe for concurrent use.
/// </summary>
public sealed class ClosedCounter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Series> _series = [];

    /// <summary>Creates the counter.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="unit">The unit: <c>s</c>, or in braces what is counted.</param>
    /// <param name="description">What is counted, in one sentence.</param>
    /// <param name="labels">The labels of each series; nothing for a counter of one series without labels.</param>
    public ClosedCounter(
        Meter meter, string name, string unit, string description, params IEnumerable<IReadOnlyList<KeyValuePair<string, object?>>> labels)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(labels);
        foreach (var of in labels.DefaultIfEmpty([]))
        {
            _series.Add(KeyOf([.. of.Select(label => (string)label.Value!)]), new Series([.. of]));
        }

        meter.CreateObservableCounter(name, Read, unit, description);
    }

    /// <summary>The labels of series that differ in one.</summary>
    /// <param name="label">The label.</param>
    /// <param name="values">Its values.</param>
    public static IEnumerable<IReadOnlyList<KeyValuePair<string, object?>>> Each(string label, params IEnumerable<string> values) =>
        values.Select(value => (IReadOnlyList<KeyValuePair<string, object?>>)[SweepTelemetry.Tag(label, value)]);

    /// <summary>Adds to a series.</summary>
    /// <param name="amount">How much; not negative.</param>
    /// <param name="values">The values of its labels, in their order.</param>
    /// <exception cref="ArgumentException">There is no such series.</exception>
    public void Add(double amount, params ReadOnlySpan<string> values)
    {
        var key = KeyOf(values);
        lock (_lock)
        {
            var series = _series.GetValueOrDefault(key)
                ?? throw new ArgumentException($"There is no series {key}; there are {string.Join(", ", _series.Keys)}.", nameof(values));
            series.Sum += amount;
        }
    }

    private static string KeyOf(ReadOnlySpan<string> values) => values.Length == 1 ? values[0] : string.Join('/', values);

    private Measurement<double>[] Read()
    {
        lock (_lock)
        {
            return [.. _series.Values.Select(series => new Measurement<double>(series.Sum, series.Labels))];
        }
    }

    private sealed class Series(KeyValuePair<string, object?>[] labels)
    {
        public KeyValuePair<string, object?>[] Labels => labels;

        public double Sum { get; set; }
    }
}
