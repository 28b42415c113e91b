namespace SweepCluster.Monitoring.Tests.Live;

/// <summary>What a cluster on a machine without GPUs and without Kubernetes does not report, by why.</summary>
internal static class Unseen
{
    private const string NoGpu = "the silos have no GPU";
    private const string NoKubernetes = "needs kube-state-metrics";
    private const string NoExporter = "needs NVIDIA's DCGM exporter";

    public static readonly IReadOnlyDictionary<string, string> Panels = new Dictionary<string, string>
    {
        ["GPU utilization"] = NoGpu,
        ["GPU memory in use"] = NoGpu,
        ["GPU slots in use"] = NoGpu,
        ["GPU temperature"] = NoGpu,
        ["GPU power"] = NoGpu,
        ["GPU health"] = NoGpu,
        ["GPU engines and tensor cores"] = NoExporter,
        ["GPU errors"] = NoExporter,
        ["Restarts of containers within an hour"] = NoKubernetes,
        ["Containers that ran out of memory"] = NoKubernetes,
    };

    public static readonly IReadOnlyDictionary<string, string> Metrics = new Dictionary<string, string>
    {
        ["sweep_gpu_utilization"] = NoGpu,
        ["sweep_gpu_memory_used_bytes"] = NoGpu,
        ["sweep_gpu_memory_total_bytes"] = NoGpu,
        ["sweep_gpu_temperature_celsius"] = NoGpu,
        ["sweep_gpu_power_watts"] = NoGpu,
        ["sweep_gpu_faulted"] = NoGpu,
    };
}
