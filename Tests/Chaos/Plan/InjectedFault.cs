namespace SweepCluster.Chaos.Plan;

/// <summary>What came of a planned fault.</summary>
/// <param name="Fault">The plan's fault.</param>
/// <param name="Time">When it struck, in UTC.</param>
/// <param name="Target">What it struck, for people.</param>
internal sealed record InjectedFault(Fault Fault, DateTimeOffset Time, string Target)
{
    /// <summary>Why it could not be done; null when it was done.</summary>
    public string? Skipped { get; init; }

    /// <summary>The names of the silos that were killed; none for other kinds.</summary>
    public IReadOnlyList<string> Silos { get; init; } = [];

    /// <summary>The trial process that was killed; null for other kinds.</summary>
    public int? TrialProcess { get; init; }

    /// <summary>A fault that could not be done.</summary>
    public static InjectedFault Skip(Fault fault, DateTimeOffset now, string reason) => new(fault, now, "") { Skipped = reason };
}
