using System.Globalization;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Silo.Tests.Hosting;

/// <summary>The embedded cluster with two slots and a built-in trainer that cannot be started.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    private readonly TemporaryHome _home = new();

    public LocalCluster Local { get; private set; } = null!;

    public SweepHome Home => _home.Home;

    public string Log => _home.Log;

    /// <summary>Starts the embedded cluster on a home, with timings that suit tests.</summary>
    public static Task<LocalCluster> StartAsync(
        string home, string devices = "cpu:2", Action<SiloSettings>? configure = null, string monitorUrl = "") => LocalCluster.StartAsync(
        new LocalClusterOptions(home, "test")
        {
            Devices = devices,
            MonitorUrl = monitorUrl,
            Configure = settings =>
            {
                settings.Trainer = typeof(TestCluster).Assembly.Location;
                settings.RenewInterval = TimeSpan.FromMilliseconds(100);
                settings.IdleDelay = TimeSpan.FromMilliseconds(20);
                settings.HangFloor = TimeSpan.FromSeconds(3);
                configure?.Invoke(settings);
            },
        },
        TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync() => Local = await StartAsync(_home.Path);

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        _home.Dispose();
    }

    internal Task<SubmittedSweep> SubmitAsync(SweepSpec spec) => SubmittedSweep.SubmitAsync(Local.Grains, spec);

    /// <summary>Submits a sweep of one trial that follows a script, and waits until the trial has reported a step.</summary>
    internal async Task<SubmittedSweep> RunToStepAsync(int step, params (string Name, object Value)[] script)
    {
        var sweep = await SubmitAsync(ScriptedSweeps.Spec(1, script));
        await sweep.HasReportedAsync(step);
        return sweep;
    }

    /// <summary>The attempt of the sweep that runs now; it must be one.</summary>
    internal AttemptId AttemptOf(SubmittedSweep sweep) => SlotOf(sweep).Attempt!.Value;

    /// <summary>The process that runs the sweep's only attempt.</summary>
    internal int ProcessOf(SubmittedSweep sweep) => ProcessAt(Home, SlotOf(sweep).Id.Local);

    /// <summary>The process that a slot has noted.</summary>
    internal static int ProcessAt(SweepHome home, string slot) => int.Parse(
        File.ReadAllText(Path.Combine(home.WorkingDirectory(slot), "process")).Split(' ')[0], CultureInfo.InvariantCulture);

    private SlotView SlotOf(SubmittedSweep sweep) =>
        Local.Board.Slots.Single(status => status.Slot.Attempt?.Trial.Sweep == sweep.Id).Slot;
}
