using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SweepCluster.Contracts.Grains;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Tests.Devices;

/// <summary>Graphics processors that are whatever a test says.</summary>
internal sealed class FakeGpus(params GpuView[] gpus) : IGpuSource
{
    /// <summary>What is there now; null for a machine without a driver.</summary>
    public GpuInventory? Now { get; set; } = new("fake", [.. gpus]);

    /// <summary>Makes the meters of its watches.</summary>
    public IMeterFactory Meters { get; } = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    /// <summary>What a look waits for.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public GpuInventory? Look()
    {
        Hold.Wait();
        return Now;
    }

    /// <summary>Sets what is there.</summary>
    public void Set(params GpuView[] gpus) => Now = new GpuInventory("fake", [.. gpus]);

    /// <summary>A device of 24 GiB.</summary>
    public static GpuView Gpu(int index, string? fault = null, string? uuid = null) => new(
        $"cuda:{index}", uuid ?? $"GPU-{index}", "NVIDIA L4", 24L << 30, 1L << 30, 0.5, 60, 70, fault);

    /// <summary>A watch over these.</summary>
    public GpuWatch Watch(TimeProvider time, string devices = "auto") => new(
        this,
        Options.Create(new SiloSettings { Devices = devices }),
        Meters,
        time,
        NullLogger<GpuWatch>.Instance);
}
