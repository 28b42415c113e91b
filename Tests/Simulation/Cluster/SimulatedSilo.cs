using System.Net;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Slots;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>
/// One life of a silo: after a crash another one follows under a new address. Everything that happens on it goes through
/// <see cref="Do"/>, which holds it back while the silo is frozen and drops it when the silo is gone.
/// </summary>
internal sealed class SimulatedSilo(World world, int number, int life, SiloPlan plan)
{
    private readonly List<Action> _heldBack = [];

    public World World => world;

    public int Number => number;

    public int Life => life;

    public SiloPlan Plan => plan;

    public SiloAddress Address { get; } = SiloAddress.New(IPAddress.Loopback, 10_000 + number, life);

    public SlotLedger Ledger { get; } = new();

    public bool IsAlive { get; private set; } = true;

    public bool IsFrozen { get; private set; }

    /// <summary>Starts the workers of all slots.</summary>
    public void Start()
    {
        var slots = Enumerable.Range(0, plan.Cpu).Select(index => (Kind: DeviceKind.Cpu, Id: new SlotId($"silo-{number}", "cpu", index)))
            .Concat(Enumerable.Range(0, plan.Gpu).Select(index => (Kind: DeviceKind.Gpu, Id: new SlotId($"silo-{number}", $"cuda:{index}", 0))));
        foreach (var (kind, id) in slots)
        {
            Ledger.Register(id);
            for (var workers = world.Plan.Planted == Planted.OpenLedger ? 2 : 1; workers > 0; workers--)
            {
                world.Watch(new SimulatedWorker(this, new SlotOffer(id, Address.ToParsableString(), kind) { Memory = plan.Bytes }).RunAsync());
            }
        }
    }

    /// <summary>Does something now, on waking up, or never.</summary>
    public void Do(Action action)
    {
        if (IsFrozen)
        {
            _heldBack.Add(action);
        }
        else if (IsAlive)
        {
            action();
        }
    }

    /// <summary>Ends after a time of this silo being awake at its end.</summary>
    public Task Delay(TimeSpan delay)
    {
        var over = new TaskCompletionSource();
        world.Time.After(delay, () => Do(over.SetResult));
        return over.Task;
    }

    public void Crash()
    {
        (IsAlive, IsFrozen) = (false, false);
        _heldBack.Clear();
        world.Journal.SiloGone(Address.ToParsableString());
    }

    public void Freeze() => IsFrozen = true;

    public void WakeUp()
    {
        IsFrozen = false;
        foreach (var action in _heldBack.ToArray())
        {
            Do(action);
        }

        _heldBack.Clear();
    }
}
