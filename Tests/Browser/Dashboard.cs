using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Browser.Tests;

/// <summary>The dashboard over a seeded cluster, and a browser to look at it.</summary>
public class Dashboard : IAsyncLifetime
{
    private readonly WebApplication _app;
    private Chromium _chromium = null!;

    public Dashboard()
        : this(requiresLogin: false)
    {
    }

    protected Dashboard(bool requiresLogin)
    {
        Cluster = new FakeCluster(Sweep, new FakeSweepGrain(Samples.Of("digits-2", Contracts.Snapshots.SweepStatus.Paused), Samples.Trials))
        {
            Silos =
            [
                new SiloView("silo-a", "S127.0.0.1:11111", [new SlotView(new SlotId("silo-a", "cpu", 0), DeviceKind.Cpu, "running", new AttemptId(new TrialId("convnets-1", 199), 1))]),
                new SiloView("silo-b", "S127.0.0.1:11112", [new SlotView(new SlotId("silo-b", "cuda:0", 0), DeviceKind.Gpu, "idle", null) { Memory = 24_152_899_584 }, new SlotView(new SlotId("silo-b", "cuda:1", 0), DeviceKind.Gpu, "broken", null)])
                {
                    Gpus =
                    [
                        new GpuView("cuda:0", "GPU-1", "NVIDIA L4", 24_152_899_584, 1L << 30, 0.37, 61, 72.5, null),
                        new GpuView("cuda:1", "GPU-2", "NVIDIA L4", 24_152_899_584, null, null, null, null, "it has fallen off the bus"),
                    ],
                },
            ],
            Queue = [new QueuedSweep("convnets-1", 50, 1, 1, 3, 3_000), new QueuedSweep("digits-2", 20, 1.5, 0, 2, 754)],
            Progress = new TrialProgress(
                new AttemptId(new TrialId("convnets-1", 199), 1), new SlotId("silo-a", "cpu", 0), "training", 3, 0.4, [.. Enumerable.Range(1, 40).Select(i => $"epoch 3, batch {i} of 100")]),
        };

        // What goes wrong in a page is told to the browser, and by it to the test.
        _app = DashboardHost.Build(
            _ => Cluster.Grains,
            new DashboardOptions("http://127.0.0.1:0") { RequiresLogin = requiresLogin },
            web => web.Services.Configure<CircuitOptions>(circuit => circuit.DetailedErrors = true));
    }

    internal FakeSweepGrain Sweep { get; } = SeededSweep.Create("convnets-1", 200);

    internal FakeCluster Cluster { get; }

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        Url = _app.Urls.Single();
        _chromium = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a path.</summary>
    public Task<Visit> OpenAsync(string path, ColorScheme scheme = ColorScheme.Light, int width = 1440) => _chromium.OpenAsync(Url, path, scheme, width);
}
