using CsCheck;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>Draws worlds. Simple ones come from small numbers, so that a failing world shrinks towards a small one.</summary>
internal static class Gens
{
    private static readonly Gen<SiloPlan> Silo = Gen.Select(Gen.Int[1, 4], Gen.Int[0, 2], (cpu, gpu) => new SiloPlan(cpu, gpu));

    private static readonly Gen<SweepPlan> Sweep =
        from size in Gen.Select(Gen.Int[1, 40], Gen.Int[1, 6], Gen.Int[1, 30])
        from kind in Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 5])
        from share in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[0, 4])
        from life in Gen.Select(Gen.Int[0, 60], Gen.Int[0, 9], Gen.Int[0, 300])
        from trouble in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4])
        select new SweepPlan(size.Item1, size.Item2, size.Item3)
        {
            IsGrid = kind.Item1,
            IsAsha = kind.Item2,
            Device = kind.Item3 switch { 0 => DeviceKind.Cpu, _ => DeviceKind.Any },
            Priority = share.Item1 * 25,
            Weight = share.Item2,
            Cap = share.Item3 == 0 ? null : share.Item3 * 2,
            SubmitAt = life.Item1,
            PauseAt = life.Item2 is 1 or 2 ? life.Item1 + life.Item3 : null,
            ResumeAt = life.Item2 == 1 ? life.Item1 + (2 * life.Item3) + 120 : null,
            CancelAt = life.Item2 is 2 or 3 ? life.Item1 + (2 * life.Item3) + 150 : null,
            MaxRestarts = trouble.Item1,
            Checkpoints = trouble.Item2 / 4.0,
        };

    private static readonly Gen<FaultRates> TrialFaults =
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 5], Gen.Int[0, 20]).Select(percent => new FaultRates
        {
            Crashed = percent.Item1 / 100.0,
            Diverged = percent.Item2 / 100.0,
            Infeasible = percent.Item3 / 100.0,
        });

    private static readonly Gen<FaultRates> AllFaults =
        from trial in TrialFaults
        from message in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 10], Gen.Int[0, 4])
        from silo in Gen.Select(Gen.Int[0, 10], Gen.Int[0, 10])
        from sweep in Gen.Select(Gen.Int[0, 20], Gen.Int[0, 10], Gen.Int[0, 3])
        select trial with
        {
            Lost = message.Item1 / 100.0,
            Duplicated = message.Item2 / 100.0,
            Slow = message.Item3 / 100.0,
            SiloLosses = silo.Item1 / 10.0,
            Freezes = silo.Item2 / 10.0,
            CoordinatorLosses = sweep.Item1 / 10.0,
            Splits = sweep.Item2 / 10.0,
            StoreFailures = sweep.Item3 / 100.0,
        };

    /// <summary>Worlds where trials fail but every call is answered, so that bounds on delays are short.</summary>
    public static Gen<WorldPlan> Quiet { get; } = Worlds(TrialFaults);

    /// <summary>Worlds where everything goes wrong.</summary>
    public static Gen<WorldPlan> Troubled { get; } = Worlds(AllFaults);

    /// <summary>As <see cref="Troubled"/>, where every sweep pauses trials at rungs and promotes the best.</summary>
    public static Gen<WorldPlan> Promoting { get; } =
        Troubled.Select(world => world with { Sweeps = [.. world.Sweeps.Select(sweep => sweep with { IsAsha = true, IsPromotion = true })] });

    /// <summary>As <see cref="Troubled"/>, where sweeps choose their parameters in all the ways that learn or count.</summary>
    public static Gen<WorldPlan> Learning { get; } =
        from world in Troubled
        from methods in Gen.OneOf<MethodSpec>(
            new TpeMethod(StartupTrials: 4),
            new GaussianProcessMethod(StartupTrials: 4),
            new CmaesMethod(Population: 4),
            new DifferentialEvolutionMethod(Population: 4),
            new GeneticMethod(Population: 4),
            new SobolMethod(),
            new HaltonMethod()).Array[world.Sweeps.Length]
        select world with { Sweeps = [.. world.Sweeps.Zip(methods, (sweep, method) => sweep with { IsGrid = false, Method = method })] };

    /// <summary>As <see cref="Quiet"/>, where every other sweep needs more memory than most slots have.</summary>
    public static Gen<WorldPlan> QuietAndMixed { get; } = Quiet.Select(Mix);

    /// <summary>As <see cref="Troubled"/>, where every other sweep needs more memory than most slots have.</summary>
    public static Gen<WorldPlan> TroubledAndMixed { get; } = Troubled.Select(Mix);

    /// <summary>Worlds whose sweeps differ in weight only and have work for a long time, with at least one slot for each one's share.</summary>
    public static Gen<WorldPlan> Contended { get; } =
        from seed in Gen.Int[0, 1_000_000]
        from weights in Gen.Int[1, 3].Array[2, 4]
        from spare in Gen.Int[0, 6]
        select new WorldPlan(
            seed,
            [new SiloPlan((int)Math.Ceiling((double)weights.Sum() / weights.Min()) + spare)],
            [.. weights.Select(weight => new SweepPlan(200 * weight, 3, 5) { Weight = weight })]);

    private static WorldPlan Mix(WorldPlan world) => world with
    {
        Silos = [.. world.Silos.Select((silo, number) => silo with { Memory = number == 0 ? 16 : 4 })],
        Sweeps = [.. world.Sweeps.Select((sweep, number) => sweep with { Memory = number % 2 == 0 ? 8 : null })],
    };

    private static Gen<WorldPlan> Worlds(Gen<FaultRates> faults) =>
        from seed in Gen.Int[0, 1_000_000]
        from silos in Silo.Array[1, 4]
        from sweeps in Sweep.Array[1, 4]
        from rates in faults
        select new WorldPlan(seed, [.. silos], [.. sweeps]) { Faults = rates };
}
