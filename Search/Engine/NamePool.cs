using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Engine;

/// <summary>
/// Lets what all trials of a sweep have in common be kept once: every event that is read brings its own copy of each parameter's and
/// metric's name.
/// </summary>
internal sealed class NamePool
{
    /// <summary>A program that invents names does not fill the pool for ever.</summary>
    private const int MostNames = 4_096;

    private readonly Dictionary<string, string> _names = [];

    /// <summary>An equal set with the pool's names and texts.</summary>
    public ParameterSet Share(ParameterSet parameters) =>
        new([.. parameters.Values.Select(chosen => new NamedValue(Share(chosen.Name), Share(chosen.Value)))]);

    /// <summary>An equal set with the pool's names.</summary>
    public MetricSet Share(MetricSet metrics) =>
        new([.. metrics.Values.Select(metric => metric with { Name = Share(metric.Name) })]);

    /// <summary>An equal text.</summary>
    public string Share(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_names.Count < MostNames)
        {
            _names.Add(name, name);
        }

        return name;
    }

    private ParameterValue Share(ParameterValue value) => value.Text is { } text ? ParameterValue.Of(Share(text)) : value;
}
