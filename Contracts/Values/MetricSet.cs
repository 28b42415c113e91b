using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Values;

/// <summary>The metrics of one report, in the order in which the task gave them.</summary>
/// <param name="Values">The metrics; names are distinct.</param>
[GenerateSerializer, Alias("metric-set"), Immutable, JsonConverter(typeof(MetricSetJsonConverter))]
public sealed record MetricSet([property: Id(0)] ImmutableArray<Metric> Values)
{
    /// <summary>No metric at all.</summary>
    public static MetricSet Empty { get; } = new([]);

    /// <summary>The value of a metric, or null when the report does not hold it.</summary>
    public double? this[string name]
    {
        get
        {
            foreach (var metric in Values)
            {
                if (metric.Name == name)
                {
                    return metric.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Two sets are equal when they hold the same metrics in the same order.</summary>
    public bool Equals(MetricSet? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
}
