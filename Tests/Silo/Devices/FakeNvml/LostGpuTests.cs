using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Tests.Hosting;

namespace SweepCluster.Silo.Tests.Devices.FakeNvml;

/// <summary>Embedded clusters on graphics processors that come and go.</summary>
[Collection<OneNvml>]
public sealed class LostGpuTests(NvmlFixture nvml) : IAsyncDisposable
{
    private const int Steps = 8;
    private const string Second = "cuda:1.0";

    private readonly TemporaryHome _home = new();
    private LocalCluster? _cluster;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _home.Dispose();
    }

    [Fact]
    public async Task Gpu_ThatFallsOffInTheMiddle_IsLeftAloneUntilItIsBackAndCostsTheTrialNothing()
    {
        await StartAsync(Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b"));
        var sweep = await SubmitAsync(3, DeviceKind.Gpu, ("steps", Steps), ("step_ms", 250));
        await Eventually.True(() => _cluster!.Board.Slots.All(slot => slot.Progress is { Step: > 1 }), "both slots train");
        Assert.Contains("CUDA_VISIBLE_DEVICES=GPU-b\0", EnvironmentOf(Second), StringComparison.Ordinal);
        Assert.Contains("CUDA_DEVICE_ORDER=PCI_BUS_ID\0", EnvironmentOf(Second), StringComparison.Ordinal);

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b", Lines.Lost));
        await Eventually.True(() => Slot(Second).State == "broken", "the slot of the lost device is broken");
        var brokenAt = TimeProvider.System.GetUtcNow();
        Assert.Equal("running", Slot("cuda:0.0").State);
        await sweep.HasReportedAsync(Steps);
        await Eventually.True(async () => await StartsAsync(sweep) >= 4, "the lost trial goes on elsewhere");
        Assert.Equal("broken", Slot(Second).State);
        var backAt = TimeProvider.System.GetUtcNow();

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b"));
        await Eventually.True(() => Slot(Second).State is "idle" or "running", "the slot is offered again");
        await sweep.HasBecomeAsync(SweepStatus.Completed);

        var outcomes = await sweep.OutcomesAsync();
        Assert.Equal(1, outcomes.Count(outcome => outcome == AttemptOutcome.Abandoned(AbandonReason.DeviceLost)));
        Assert.Equal(3, outcomes.Count(outcome => outcome == AttemptOutcome.Completed));
        Assert.Equal(4, outcomes.Length);
        Assert.DoesNotContain(
            (await sweep.LogAsync()).OfType<AttemptStarted>(), started => started.Slot.Device == "cuda:1" && started.Time > brokenAt && started.Time < backAt);
    }

    /// <summary>The program sees the loss at once, the silo only when it looks again, which is after this test.</summary>
    [Fact]
    public async Task Attempt_ThatFailsOfADeviceThatIsGone_IsPutDownToTheDevice()
    {
        await StartAsync(TimeSpan.FromMinutes(10), Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b"));
        var sweep = await SubmitAsync(1, DeviceKind.Gpu, ("steps", 3), ("step_ms", 1000), ("fault", "error"), ("fault_step", 2), ("fault_attempts", 1));
        await Eventually.True(() => Slots().Any(slot => slot.State == "running"), "the trial runs");
        var lost = Slots().Single(slot => slot.State == "running").Id.Device;

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a", lost == "cuda:0" ? Lines.Lost : 0), Lines.Gpu("GPU-b", lost == "cuda:1" ? Lines.Lost : 0));
        await sweep.HasBecomeAsync(SweepStatus.Completed);

        Assert.Equal([AttemptOutcome.Abandoned(AbandonReason.DeviceLost), AttemptOutcome.Completed], await sweep.OutcomesAsync());
        Assert.Equal("broken", Slots().Single(slot => slot.Id.Device == lost).State);
    }

    [Fact]
    public async Task Start_DriverThatIsNotLoaded_OffersTheProcessor()
    {
        nvml.Answer(Lines.DriverNotLoaded);
        _cluster = await TestCluster.StartAsync(_home.Path, "auto");
        await Eventually.True(() => Slots().Length > 0, "there are slots");

        Assert.All(Slots(), slot => Assert.Equal(DeviceKind.Cpu, slot.Device));
    }

    [Fact]
    public async Task Start_OneOfTwoIsLost_ItsSlotIsBrokenUntilItComesBack()
    {
        await StartAsync(Lines.Gone(), Lines.Gpu("GPU-b"));
        await Eventually.True(() => Slots() is [{ State: "broken", Memory: null }, { State: "idle" }], "the first is broken, the second idle");
        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a"), Lines.Gpu("GPU-b"));
        await Eventually.True(() => Slots() is [{ State: "idle", Memory: 24L << 30 }, { State: "idle" }], "both are idle");
    }

    [Fact]
    public async Task Start_DividedDevice_HasASlotForEachPart()
    {
        await StartAsync(Lines.Gpu("GPU-a", mig: 1), Lines.Part("MIG-1", 10), Lines.Part("MIG-2", 5));
        await Eventually.True(() => Slots().Length == 2 && Slots().All(slot => slot.State == "idle"), "both parts are idle");

        Assert.Equal([("cuda:0-0.0", 10L << 30), ("cuda:0-1.0", 5L << 30)], Slots().Select(slot => (slot.Id.Local, slot.Memory!.Value)));
    }

    [Fact]
    public async Task Sweep_ThatNeedsMoreMemoryThanThereIs_WaitsWithAWarningUntilThereIs()
    {
        await StartAsync(Lines.Gpu("GPU-a", mig: 1), Lines.Part("MIG-1", 10));
        var sweep = await SubmittedSweep.SubmitAsync(
            _cluster!.Grains, ScriptedSweeps.Spec(1, ("steps", 1)) with { Resources = new ResourcesSpec(DeviceKind.Gpu) { Memory = 20L << 30 } });

        await Eventually.True(
            async () => (await sweep.Grain.GetSnapshot()).Warning is { } warning && warning.EndsWith("the largest of kind gpu has 10 GiB", StringComparison.Ordinal),
            "the sweep says why it waits");
        Assert.Equal((SweepStatus.Running, 0), ((await sweep.Grain.GetSnapshot()).Status, (await sweep.Grain.GetSnapshot()).Attempts));

        nvml.Answer(Lines.Well, Lines.Gpu("GPU-a", mig: 1), Lines.Part("MIG-1", 20));
        await sweep.HasBecomeAsync(SweepStatus.Completed);
        Assert.Null((await sweep.Grain.GetSnapshot()).Warning);
    }

    private Task StartAsync(params string[] gpus) => StartAsync(TimeSpan.FromMilliseconds(100), gpus);

    private async Task StartAsync(TimeSpan interval, params string[] gpus)
    {
        nvml.Answer([Lines.Well, .. gpus]);
        _cluster = await TestCluster.StartAsync(_home.Path, "auto", settings =>
        {
            settings.GpuInterval = interval;
            settings.WarmsUp = false;
        });
    }

    private Task<SubmittedSweep> SubmitAsync(int trials, DeviceKind device, params (string Name, object Value)[] script) =>
        SubmittedSweep.SubmitAsync(_cluster!.Grains, ScriptedSweeps.Spec(trials, script) with { Resources = new ResourcesSpec(device) });

    private SlotView[] Slots() => [.. _cluster!.Board.Slots.Select(status => status.Slot)];

    private SlotView Slot(string local) => Slots().Single(slot => slot.Id.Local == local);

    private string EnvironmentOf(string slot) => File.ReadAllText($"/proc/{TestCluster.ProcessAt(_home.Home, slot)}/environ");

    private static async Task<int> StartsAsync(SubmittedSweep sweep) => (await sweep.Grain.GetSnapshot()).Attempts;
}
