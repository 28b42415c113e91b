using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Tests.Hosting;

namespace SweepCluster.Silo.Tests.Telemetry;

/// <summary>A silo in a process of its own that logs as JSON and has a collector, and has run a small sweep of which one attempt crashed.</summary>
public sealed class WatchedSilo : IAsyncLifetime
{
    private readonly TemporaryHome _home = new();

    internal Collector Collector { get; private set; } = null!;

    /// <summary>The sweep's id.</summary>
    public string Sweep { get; private set; } = "";

    /// <summary>Everything on standard error.</summary>
    public ImmutableArray<string> Lines { get; private set; } = [];

    /// <summary>The lines as JSON; those that are none fail.</summary>
    public IEnumerable<JsonElement> Objects => Lines.Select(line => JsonDocument.Parse(line).RootElement);

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.StartAsync();
        using var silo = Process.Start(new ProcessStartInfo(Programs.Silo)
        {
            RedirectStandardError = true,
            Environment =
            {
                ["SWEEP_HOME"] = _home.Path,
                ["SWEEP_Log__Console"] = "json",
                ["SWEEP_Silo__Trainer"] = typeof(WatchedSilo).Assembly.Location,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Url,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
        })!;
        var errors = silo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await RunSweepAsync();
            Programs.Signal("TERM", silo.Id);
            Lines = [.. (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        finally
        {
            silo.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (Collector?.DisposeAsync() ?? ValueTask.CompletedTask);
        _home.Dispose();
    }

    private async Task RunSweepAsync()
    {
        await Eventually.True(() => File.Exists(_home.Home.HolderFile), "the silo has introduced itself");
        await using var client = await LocalClient.ConnectAsync(HomeLock.FindHolder(_home.Home)!, TestContext.Current.CancellationToken);
        var sweep = await SubmittedSweep.SubmitAsync(client.Grains, ScriptedSweeps.Spec(1, ("fault", "exit")));
        Sweep = sweep.Id;
        await sweep.HasBecomeAsync(SweepStatus.Completed);
    }
}
