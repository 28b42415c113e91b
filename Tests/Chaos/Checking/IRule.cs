namespace SweepCluster.Chaos.Checking;

/// <summary>One thing that must hold whatever goes wrong.</summary>
internal interface IRule
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>What breaks it.</summary>
    IEnumerable<Violation> Check(Evidence evidence);
}
