namespace SweepCluster.Silo.Slots;

/// <summary>Which sweeps the slots of this silo work for: all of them, unless it is told otherwise.</summary>
public sealed class SweepFilter
{
    private volatile Predicate<string> _allows = _ => true;

    /// <summary>True when slots may ask the sweep for work.</summary>
    public bool Allows(string sweep) => _allows(sweep);

    /// <summary>Lets slots wait until they are told which sweep to serve.</summary>
    public void ServeNone() => _allows = _ => false;

    /// <summary>Lets slots serve one sweep and no other.</summary>
    public void ServeOnly(string sweep) => _allows = candidate => candidate == sweep;
}
