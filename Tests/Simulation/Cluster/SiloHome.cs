using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>A machine on which a silo lives, dies and comes back under a new address.</summary>
internal sealed class SiloHome
{
    private readonly World _world;
    private readonly int _number;
    private readonly SiloPlan _plan;
    private int _life;

    public SiloHome(World world, int number, SiloPlan plan)
    {
        (_world, _number, _plan) = (world, number, plan);
        Silo = Begin();
    }

    public SimulatedSilo Silo { get; private set; }

    /// <summary>Kills the silo; membership sees it after some seconds, and the next one comes after some more.</summary>
    public void Crash()
    {
        if (!Silo.IsAlive)
        {
            return;
        }

        var dead = Silo;
        dead.Crash();
        _world.Time.After(Seconds(2, 5), () => _world.Membership.Set(dead.Address, SiloStatus.Dead));
        _world.Time.After(Seconds(1, 30), () => Silo = Begin());
    }

    /// <summary>
    /// Stops the silo for a while. If it was declared dead meanwhile, it goes on for a moment before it notices and ends.
    /// </summary>
    public void Freeze()
    {
        if (!Silo.IsAlive || Silo.IsFrozen)
        {
            return;
        }

        var silo = Silo;
        var (from, duration) = (_world.Time.Now, Seconds(2, 90));
        silo.Freeze();
        _world.Journal.Freezes.Add((silo.Address.ToParsableString(), from, from + duration));
        if (duration > TimeSpan.FromSeconds(12))
        {
            _world.Time.After(TimeSpan.FromSeconds(12), () => _world.Membership.Set(silo.Address, SiloStatus.Dead));
        }

        _world.Time.After(duration, () => WakeUp(silo));
    }

    private void WakeUp(SimulatedSilo silo)
    {
        silo.WakeUp();
        if (_world.Membership.IsDead(silo.Address))
        {
            _world.Time.After(Seconds(0.1, 1), () =>
            {
                silo.Crash();
                Silo = Begin();
            });
        }
    }

    private SimulatedSilo Begin()
    {
        var silo = new SimulatedSilo(_world, _number, ++_life, _plan);
        _world.Membership.Set(silo.Address, SiloStatus.Active);
        _world.Time.After(TimeSpan.Zero, silo.Start);
        return silo;
    }

    private TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + ((most - least) * _world.Chance.NextDouble()));
}
