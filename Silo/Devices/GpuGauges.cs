using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Silo.Devices;

/// <summary>The metrics of graphics processors, from what was seen last. What is not known has no value.</summary>
internal static class GpuGauges
{
    /// <summary>Adds the gauges.</summary>
    /// <param name="meter">The meter that gets them.</param>
    /// <param name="gpus">What was seen last; must not wait.</param>
    public static void Add(Meter meter, Func<IEnumerable<GpuView>> gpus)
    {
        Add(meter, gpus, "utilization", "1", "How busy a graphics processor is, from 0 to 1.", gpu => gpu.Utilization);
        Add(meter, gpus, "memory.used", "By", "How much of a graphics processor's memory is in use.", gpu => gpu.MemoryUsed);
        Add(meter, gpus, "memory.total", "By", "How much memory a graphics processor has.", gpu => gpu.Memory);
        Add(meter, gpus, "temperature", "Cel", "How hot a graphics processor is.", gpu => gpu.Celsius);
        Add(meter, gpus, "power", "W", "What power a graphics processor draws.", gpu => gpu.Watts);
        Add(meter, gpus, "faulted", "{gpu}", "1 for a graphics processor that cannot be used, else 0.", gpu => gpu.Fault is null ? 0 : 1);
    }

    private static void Add(
        Meter meter, Func<IEnumerable<GpuView>> gpus, string name, string unit, string description, Func<GpuView, double?> value) =>
        meter.CreateObservableGauge(
            $"sweep.gpu.{name}",
            () => gpus().Where(gpu => value(gpu) is not null).Select(gpu => new Measurement<double>(value(gpu)!.Value, Label(gpu))),
            unit,
            description);

    private static KeyValuePair<string, object?> Label(GpuView gpu) => new("gpu", gpu.Device["cuda:".Length..]);
}
