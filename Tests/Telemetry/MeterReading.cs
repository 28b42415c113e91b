using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Tests.Telemetry;

/// <summary>Reads what the instruments of one factory measure, as a scraper would: sums of counters, and every value of the others.</summary>
internal sealed class MeterReading : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _observed = [];
    private readonly List<(string Series, double Value)> _recorded = [];

    public MeterReading(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SweepTelemetry.Name && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All series there are, such as <c>sweep.slots{device=cpu,state=idle}</c>.</summary>
    public IReadOnlyCollection<string> Series
    {
        get
        {
            Observe();
            lock (_lock)
            {
                return [.. _observed.Keys.Union(_recorded.Select(recorded => recorded.Series))];
            }
        }
    }

    /// <summary>What is observed of a series now; 0 when it is not there.</summary>
    public double Now(string series)
    {
        Observe();
        lock (_lock)
        {
            return _observed.GetValueOrDefault(series);
        }
    }

    /// <summary>The observed series of an instrument that are not 0, with their values.</summary>
    public IEnumerable<string> NotZero(string instrument)
    {
        Observe();
        lock (_lock)
        {
            return [.. _observed
                .Where(entry => entry.Value != 0 && (entry.Key == instrument || entry.Key.StartsWith(instrument + "{", StringComparison.Ordinal)))
                .Select(entry => FormattableString.Invariant($"{entry.Key} {entry.Value}")).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>All values that were recorded in a series, in their order.</summary>
    public IReadOnlyList<double> Recorded(string series)
    {
        lock (_lock)
        {
            return [.. _recorded.Where(recorded => recorded.Series == series).Select(recorded => recorded.Value)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Observe()
    {
        lock (_lock)
        {
            _observed.Clear();
        }

        _listener.RecordObservableInstruments();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        var series = labels.Length > 0 ? $"{instrument.Name}{{{labels}}}" : instrument.Name;
        lock (_lock)
        {
            if (instrument.IsObservable)
            {
                _observed[series] = value;
            }
            else
            {
                _recorded.Add((series, value));
            }
        }
    }
}
