using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Tests.Devices;

public sealed class GpuWatchTests : IAsyncDisposable
{
    private const string Fault = "it has fallen off the bus";

    private readonly FakeTimeProvider _time = new();
    private readonly FakeGpus _gpus = new(FakeGpus.Gpu(0), FakeGpus.Gpu(1));
    private readonly GpuWatch _watch;

    public GpuWatchTests() => _watch = _gpus.Watch(_time);

    public async ValueTask DisposeAsync()
    {
        await _watch.StopAsync(TestContext.Current.CancellationToken);
        _watch.Dispose();
    }

    [Fact]
    public async Task Current_DeviceThatFallsOffAndComesBack_IsSeenAtTheNextLook()
    {
        await StartAsync();
        Assert.Equal([null, null], Faults());

        _gpus.Set(FakeGpus.Gpu(0), FakeGpus.Gpu(1, Fault));
        Assert.Equal([null, null], Faults());
        await TurnAsync(() => Faults() is [null, Fault]);

        _gpus.Set(FakeGpus.Gpu(0), FakeGpus.Gpu(1));
        await TurnAsync(() => Faults() is [null, null]);
    }

    [Fact]
    public async Task Current_DriverThatHangs_FaultsEveryDeviceUntilItAnswers()
    {
        await StartAsync();
        var answer = new TaskCompletionSource();
        _gpus.Hold = answer.Task;

        await TurnAsync(() => Faults() is ["the driver has not answered for 10 s", "the driver has not answered for 10 s"]);
        answer.SetResult();
        await TurnAsync(() => Faults() is [null, null]);
    }

    [Fact]
    public async Task Start_OtherDevicesOnTheMachine_AreNotThisSilosBusiness()
    {
        using var watch = _gpus.Watch(_time, "cuda:1,cpu:2");
        await watch.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal("cuda:1", Assert.Single(watch.Current.Gpus).Device);
        await watch.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Gauges_KnownValues_AreMeasuredPerDevice()
    {
        _gpus.Set(FakeGpus.Gpu(0), FakeGpus.Gpu(1, Fault) with { Celsius = null, Watts = null, Utilization = null });
        await StartAsync();

        Assert.Equal(
            [
                ("sweep.gpu.faulted", "0", 0), ("sweep.gpu.faulted", "1", 1),
                ("sweep.gpu.memory.total", "0", 24.0 * (1 << 30)), ("sweep.gpu.memory.total", "1", 24.0 * (1 << 30)),
                ("sweep.gpu.memory.used", "0", 1 << 30), ("sweep.gpu.memory.used", "1", 1 << 30),
                ("sweep.gpu.power", "0", 70), ("sweep.gpu.temperature", "0", 60), ("sweep.gpu.utilization", "0", 0.5),
            ],
            Measure());
    }

    [Fact]
    public async Task Gauges_NoDevice_AreSilent()
    {
        _gpus.Now = null;
        await StartAsync();
        Assert.Empty(Measure());
    }

    [Fact]
    public async Task State_OfASlot_FollowsItsDevice()
    {
        await StartAsync();
        var state = new DeviceState(new Device("cuda:1", DeviceKind.Gpu, Slots: 2, ThreadsPerSlot: 1), _watch, memory: 5, silosPerGpu: 3);
        Assert.Equal((null, 4L << 30), (state.Fault, state.SlotMemory));
        Assert.Equal(("GPU-1", "PCI_BUS_ID"), (state.Environment["CUDA_VISIBLE_DEVICES"], state.Environment["CUDA_DEVICE_ORDER"]));

        _gpus.Set(FakeGpus.Gpu(0), FakeGpus.Gpu(1, Fault));
        Assert.Equal(Fault, await state.LookAsync());
        Assert.Equal(Fault, state.Fault);
    }

    [Fact]
    public async Task State_OfADeviceThatNobodyKnows_IsWellOnlyWithoutADriver()
    {
        await StartAsync();
        var state = new DeviceState(new Device("cuda:7", DeviceKind.Gpu, 1, 1), _watch, memory: 5, silosPerGpu: 1);
        Assert.Equal(("fake does not list it", null, "7"), (state.Fault, state.SlotMemory, state.Environment["CUDA_VISIBLE_DEVICES"]));

        using var empty = new FakeGpus { Now = null }.Watch(_time);
        Assert.Null(await new DeviceState(new Device("cuda:7", DeviceKind.Gpu, 1, 1), empty, memory: 5, silosPerGpu: 1).LookAsync());
    }

    [Fact]
    public async Task State_OfADeviceThatMigDivides_NamesItsParts()
    {
        _gpus.Set(FakeGpus.Gpu(0) with { Device = "cuda:0-0" }, FakeGpus.Gpu(1) with { Device = "cuda:0-3" });
        using var watch = _gpus.Watch(_time, "cuda:0");

        Assert.StartsWith(
            "MIG divides it into cuda:0-0, cuda:0-3,",
            await new DeviceState(new Device("cuda:0", DeviceKind.Gpu, 1, 1), watch, memory: 5, silosPerGpu: 1).LookAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void State_OfTheProcessor_HidesGraphicsProcessorsAndSharesTheMemory()
    {
        var state = new DeviceState(new Device("cpu", DeviceKind.Cpu, Slots: 4, ThreadsPerSlot: 1), _watch, memory: 10, silosPerGpu: 3);
        Assert.Equal((null, 2, ""), (state.Fault, state.SlotMemory, state.Environment["CUDA_VISIBLE_DEVICES"]));
        Assert.Single(state.Environment);
    }

    private Task StartAsync() => _watch.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets time pass until something is seen.</summary>
    private Task TurnAsync(Func<bool> seen) => Eventually.True(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(seen());
        },
        "the watch sees what has changed");

    private string?[] Faults() => [.. _watch.Current.Gpus.Select(gpu => gpu.Fault)];

    private IEnumerable<(string Name, string Gpu, double Value)> Measure()
    {
        var seen = new List<(string, string, double)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "SweepCluster" && instrument.Name.StartsWith("sweep.gpu.", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Meter.Scope == _gpus.Meters)
            {
                seen.Add((instrument.Name, (string)tags[0].Value!, value));
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return seen.Order();
    }
}
