using System.Runtime.ExceptionServices;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Grains.Dispatch;
using SweepCluster.Search.Engine;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>
/// A whole cluster in virtual time and on one thread. Everything random comes from the plan's seed, so the same plan gives the same
/// events.
/// </summary>
internal sealed class World
{
    /// <summary>How long late messages and zombies get after the last sweep's end.</summary>
    private static readonly TimeSpan AfterMath = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, SweepLog> _byId = [];
    private readonly Dictionary<string, SweepActivation> _activations = [];
    private readonly Dictionary<string, SweepActivation> _doubles = [];
    private readonly Dictionary<DeviceKind, SlotAdvice> _dispatchers;
    private Exception? _failure;
    private TimeSpan? _overAt;

    private World(WorldPlan plan)
    {
        Plan = plan;
        Chance = new Random(plan.Seed);
        Network = new Network(Time, Chance, plan.Faults);
        Journal = new Journal(Time);
        _dispatchers = Enum.GetValues<DeviceKind>().ToDictionary(kind => kind, _ => new SlotAdvice(Time));
    }

    public WorldPlan Plan { get; }

    public VirtualTime Time { get; } = new();

    public Random Chance { get; }

    public Network Network { get; }

    public Journal Journal { get; }

    public SimulatedMembership Membership { get; } = new();

    public List<SweepLog> Logs { get; } = [];

    /// <summary>True when all sweeps are over and late messages have arrived.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Plays a world to its end.</summary>
    public static World Play(WorldPlan plan)
    {
        var world = new World(plan);

        // On a thread of its own, without the test's task scheduler.
        var thread = new Thread(world.PlayOrFail);
        thread.Start();
        thread.Join();
        if (world._failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return world;
    }

    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Chance.NextBytes(bytes);
        return new Guid(bytes);
    }

    public bool Happens(double rate) => rate > 0 && Chance.NextDouble() < rate;

    public bool StoreFails() => Happens(Plan.Faults.StoreFailures);

    public SweepPlan PlanOf(string sweep) => _byId[sweep].Plan;

    /// <summary>The sweep's activation, which a call brings about if there is none; during a split, either of two.</summary>
    public SweepActivation Activation(string sweep)
    {
        if (_doubles.TryGetValue(sweep, out var old) && !old.IsGone && Chance.Next(2) == 0)
        {
            return old;
        }

        return _activations.TryGetValue(sweep, out var activation) && !activation.IsGone ? activation : Activate(sweep);
    }

    /// <summary>The engine of the sweep's activation; null when it is gone.</summary>
    public SweepEngine? LivingEngine(string sweep) =>
        _activations.TryGetValue(sweep, out var activation) && !activation.IsGone ? activation.Engine : null;

    /// <summary>Throws the activation away, with all that it has not committed.</summary>
    public void Lose(string sweep)
    {
        if (_activations.TryGetValue(sweep, out var activation) && !activation.IsGone)
        {
            activation.Leave();
        }
    }

    /// <summary>Notes that an activation is gone; nobody looks at the sweep's leases until a call brings about the next.</summary>
    public void Left(string sweep, SweepActivation activation)
    {
        if (_activations.GetValueOrDefault(sweep) == activation)
        {
            Journal.AbsenceBegins(sweep);
        }
    }

    /// <summary>Gives the sweep a second activation for some seconds, while the first still answers.</summary>
    public void Split(string sweep)
    {
        if (!_activations.TryGetValue(sweep, out var old) || old.IsGone)
        {
            return;
        }

        _doubles[sweep] = old;
        Activate(sweep);
        Time.After(TimeSpan.FromSeconds(5), old.Leave);
    }

    /// <summary>Which sweeps a slot should ask, as the dispatcher advises from the rows.</summary>
    public IReadOnlyList<string> Advise(SlotOffer offer)
    {
        var demands = Logs.Where(log => IsRunnable(log) && log.Plan.Device is var device && (device == DeviceKind.Any || device == offer.Device))
            .Select(log => log.Demand).ToArray();
        return Plan.Planted == Planted.AgeOnly
            ? [.. demands.OrderBy(demand => demand.SubmittedAt).Select(demand => demand.Sweep)]
            : _dispatchers[offer.Device].Advise(offer, demands);
    }

    /// <summary>Makes a failure of background work end the run.</summary>
    public void Watch(Task task) => task.ContinueWith(
        failed => Fail(failed.Exception!.InnerException!),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>Watches work that may fail when a commit does.</summary>
    public void WatchLoosely(Task task) => Watch(IgnoreLossAsync(task));

    public void Fail(Exception exception) => _failure ??= exception;

    private static async Task IgnoreLossAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (IOException)
        {
            // The activation is gone; the next one does it again.
            return;
        }
    }

    private static bool IsRunnable(SweepLog log) => log.Status == SweepStatus.Running;

    private void PlayOrFail()
    {
        SynchronizationContext.SetSynchronizationContext(new AgendaContext(Time));
        try
        {
            Play();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Play()
    {
        for (var number = 0; number < Plan.Sweeps.Length; number++)
        {
            var (id, plan, seed) = ($"sweep-{number}", Plan.Sweeps[number], Plan.Seed + number);
            Time.After(TimeSpan.FromSeconds(plan.SubmitAt), () => Watch(new SweepUser(this, plan, id, seed).RunAsync()));
        }

        var silos = Plan.Silos.Select((plan, number) => new SiloHome(this, number, plan)).ToArray();
        new FaultPlanner(this, silos).Start();
        while (!IsOver && _failure is null && Time.Step())
        {
            LookForTheEnd();
        }

        Journal.Close();
    }

    /// <summary>Takes a new sweep in.</summary>
    public void Add(SweepLog log)
    {
        _byId.Add(log.Id, log);
        Activate(log.Id);
    }

    private SweepActivation Activate(string sweep)
    {
        var activation = new SweepActivation(this, _byId[sweep]);
        _activations[sweep] = activation;
        Journal.Activations.Add((sweep, Time.Now));
        Journal.AbsenceEnds(sweep);
        activation.Start();
        return activation;
    }

    private void LookForTheEnd()
    {
        if (_overAt is null && Logs.Count == Plan.Sweeps.Length && Logs.All(log => log.Status.IsFinal()))
        {
            _overAt = Time.Now + AfterMath;
        }

        IsOver = Time.Now > _overAt || Time.Now > TimeSpan.FromSeconds(Plan.Deadline);
    }
}
