using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Values;

/// <summary>A parameter's name with its chosen value.</summary>
/// <param name="Name">The parameter's name in the search space.</param>
/// <param name="Value">The chosen value.</param>
[GenerateSerializer, Alias("named-value"), Immutable]
public readonly record struct NamedValue([property: Id(0)] string Name, [property: Id(1)] ParameterValue Value);

/// <summary>
/// The values chosen for one trial, in the order of the search space. A parameter whose condition does not hold is absent.
/// Two sets are equal when they hold the same names and values in the same order.
/// </summary>
[GenerateSerializer, Alias("parameter-set"), Immutable, JsonConverter(typeof(ParameterSetJsonConverter))]
public sealed class ParameterSet : IEquatable<ParameterSet>
{
    /// <summary>Collects values; names must be distinct.</summary>
    public ParameterSet(ImmutableArray<NamedValue> values)
    {
        Values = values;
    }

    /// <summary>The set without any value.</summary>
    public static ParameterSet Empty { get; } = new([]);

    /// <summary>The values in the order of the search space.</summary>
    [Id(0)]
    public ImmutableArray<NamedValue> Values { get; }

    /// <summary>The value of a parameter, or null when the parameter is absent.</summary>
    public ParameterValue? this[string name]
    {
        get
        {
            foreach (var (candidate, value) in Values)
            {
                if (candidate == name)
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public bool Equals(ParameterSet? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The set as <c>lr=0.1, model=resnet</c>.</summary>
    public override string ToString() => string.Join(", ", Values.Select(value => $"{value.Name}={value.Value}"));
}
