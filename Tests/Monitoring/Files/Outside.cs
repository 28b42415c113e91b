namespace SweepCluster.Monitoring.Tests.Files;

/// <summary>The metrics that rules and dashboards ask for although they are not SweepCluster's own, each with who reports it.</summary>
internal static class Outside
{
    private const string Prometheus = "Prometheus itself";
    private const string Orleans = "the meter Microsoft.Orleans";
    private const string Runtime = "the meter System.Runtime of .NET";
    private const string Web = "ASP.NET Core";
    private const string Kubernetes = "kube-state-metrics, where there is one";
    private const string Nvidia = "the DCGM exporter of NVIDIA, where there is one";

    public static readonly IReadOnlyDictionary<string, string> Metrics = new Dictionary<string, string>
    {
        ["up"] = Prometheus,
        ["ALERTS"] = Prometheus,
        ["kube_deployment_spec_replicas"] = Kubernetes,
        ["kube_pod_container_status_restarts_total"] = Kubernetes,
        ["kube_pod_container_status_last_terminated_reason"] = Kubernetes,
        ["DCGM_FI_PROF_GR_ENGINE_ACTIVE"] = Nvidia,
        ["DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"] = Nvidia,
        ["DCGM_FI_DEV_XID_ERRORS"] = Nvidia,
        ["http_server_request_duration_seconds"] = Web,
        ["orleans_grains"] = Orleans,
        ["orleans_app_requests_latency_milliseconds"] = Orleans,
        ["orleans_app_requests_timedout_total"] = Orleans,
        ["orleans_app_requests_canceled_total"] = Orleans,
        ["orleans_messaging_rejected_total"] = Orleans,
        ["orleans_messaging_expired_total"] = Orleans,
        ["orleans_messaging_sent_dropped_total"] = Orleans,
        ["orleans_messaging_pings_reply_missed_total"] = Orleans,
        ["orleans_scheduler_long_running_turns_total"] = Orleans,
        ["dotnet_exceptions_total"] = Runtime,
        ["dotnet_gc_heap_total_allocated_bytes_total"] = Runtime,
        ["dotnet_gc_last_collection_heap_size_bytes"] = Runtime,
        ["dotnet_gc_pause_time_seconds_total"] = Runtime,
        ["dotnet_process_cpu_time_seconds_total"] = Runtime,
        ["dotnet_process_memory_working_set_bytes"] = Runtime,
        ["dotnet_thread_pool_queue_length_total"] = Runtime,
        ["dotnet_thread_pool_thread_count_total"] = Runtime,
    };
}
