using System.Globalization;
using System.Text;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Silo.Devices;

/// <summary>
/// Asks NVML. It is initialised once, and anew after every fault, since only then it looks for devices again. What a device does not
/// support is not known, which is something other than 0.
/// </summary>
internal sealed class NvmlSource : IGpuSource
{
    private const string Name = "nvml";

    private bool _isOpen;

    /// <inheritdoc/>
    public GpuInventory? Look()
    {
        try
        {
            return Read();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // No driver, or one that is far too old to train with.
            return null;
        }
    }

    private GpuInventory Read()
    {
        var code = _isOpen ? NvmlCode.Success : Nvml.Init();
        if (code != NvmlCode.Success)
        {
            return new GpuInventory(Name, [], Describe(code));
        }

        _isOpen = true;
        code = Nvml.GetCount(out var count);
        var inventory = code == NvmlCode.Success
            ? new GpuInventory(Name, [.. Enumerable.Range(0, (int)count).SelectMany(index => ReadAt((uint)index))])
            : new GpuInventory(Name, [], Describe(code));
        if (inventory.Trouble is not null || inventory.Gpus.Any(gpu => gpu.Fault is not null))
        {
            _isOpen = false;
            Nvml.Shutdown();
        }

        return inventory;
    }

    private static IEnumerable<GpuView> ReadAt(uint index)
    {
        var device = string.Create(CultureInfo.InvariantCulture, $"cuda:{index}");
        var code = Nvml.GetHandle(index, out var handle);
        return code switch
        {
            NvmlCode.Success when IsDivided(handle) => Parts(device, handle),
            NvmlCode.Success => [Describe(device, handle)],
            NvmlCode.NoPermission or NvmlCode.NotFound => [],
            _ => [new GpuView(device, null, null, null, null, null, null, null, Describe(code))],
        };
    }

    private static bool IsDivided(nint handle) =>
        Optional(() => (Nvml.GetMigMode(handle, out var current, out _), current)) is (NvmlCode.Success, 1);

    private static IEnumerable<GpuView> Parts(string device, nint parent)
    {
        var (code, count) = Optional(() => (Nvml.GetMigCount(parent, out var count), count));
        for (var index = 0u; code == NvmlCode.Success && index < count; index++)
        {
            var (found, part) = Optional(() => (Nvml.GetMigHandle(parent, index, out var part), part));
            if (found == NvmlCode.Success)
            {
                yield return Describe(string.Create(CultureInfo.InvariantCulture, $"{device}-{index}"), part);
            }
        }
    }

    private static GpuView Describe(string device, nint handle)
    {
        Span<byte> text = stackalloc byte[Nvml.TextLength];
        var uuidCode = Nvml.GetUuid(handle, text, Nvml.TextLength);
        var uuid = uuidCode == NvmlCode.Success ? Text(text) : null;
        var nameCode = Nvml.GetName(handle, text, Nvml.TextLength);
        var name = nameCode == NvmlCode.Success ? Text(text) : null;
        var memory = (Code: Nvml.GetMemory(handle, out var bytes), Value: bytes);
        var busy = (Code: Nvml.GetUtilization(handle, out var rates), Value: rates);
        var heat = (Code: Nvml.GetTemperature(handle, sensor: 0, out var celsius), Value: celsius);
        var power = (Code: Nvml.GetPower(handle, out var milliwatts), Value: milliwatts);
        var fault = new[] { uuidCode, nameCode, memory.Code, busy.Code, heat.Code, power.Code }.Where(IsFault).Select(Describe).FirstOrDefault();
        return new GpuView(
            device,
            uuid,
            name,
            memory.Code == NvmlCode.Success ? (long)memory.Value.Total : null,
            memory.Code == NvmlCode.Success ? (long)memory.Value.Used : null,
            busy.Code == NvmlCode.Success ? busy.Value.Gpu / 100.0 : null,
            heat.Code == NvmlCode.Success ? heat.Value : null,
            power.Code == NvmlCode.Success ? power.Value / 1000.0 : null,
            fault);
    }

    /// <summary>Asks what libraries from before MIG do not have.</summary>
    private static (NvmlCode Code, T Value) Optional<T>(Func<(NvmlCode Code, T Value)> ask)
        where T : struct
    {
        try
        {
            return ask();
        }
        catch (EntryPointNotFoundException)
        {
            return (NvmlCode.NotSupported, default);
        }
    }

    private static string Text(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text.IndexOf((byte)0) is >= 0 and var end ? text[..end] : text);

    private static bool IsFault(NvmlCode code) =>
        code is NvmlCode.DriverNotLoaded or NvmlCode.GpuIsLost or NvmlCode.ResetRequired or NvmlCode.LibraryMismatch;

    private static string Describe(NvmlCode code) => code switch
    {
        NvmlCode.DriverNotLoaded => "the driver is not loaded",
        NvmlCode.GpuIsLost => "it has fallen off the bus",
        NvmlCode.ResetRequired => "it must be reset",
        NvmlCode.LibraryMismatch => "the driver and its library are of different versions",
        _ => string.Create(CultureInfo.InvariantCulture, $"NVML answers with code {(int)code}"),
    };
}
