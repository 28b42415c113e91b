namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>Lets faults happen at random times, with the plan's rates.</summary>
internal sealed class FaultPlanner(World world, IReadOnlyList<SiloHome> silos)
{
    public void Start()
    {
        var faults = world.Plan.Faults;
        Repeat(faults.SiloLosses, () => AnySilo().Crash());
        Repeat(faults.Freezes, () => AnySilo().Freeze());
        Repeat(faults.CoordinatorLosses, () => world.Lose(AnySweep()));
        Repeat(faults.Splits, () => world.Split(AnySweep()));
    }

    private void Repeat(double perMinute, Action fault)
    {
        if (perMinute > 0)
        {
            var wait = TimeSpan.FromMinutes(-Math.Log(1 - world.Chance.NextDouble()) / perMinute);
            world.Time.After(wait, () =>
            {
                fault();
                Repeat(perMinute, fault);
            });
        }
    }

    private SiloHome AnySilo() => silos[world.Chance.Next(silos.Count)];

    private string AnySweep() => $"sweep-{world.Chance.Next(world.Plan.Sweeps.Length)}";
}
