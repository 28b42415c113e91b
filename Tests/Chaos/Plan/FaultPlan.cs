namespace SweepCluster.Chaos.Plan;

/// <summary>Which faults a campaign injects, and when: a pure function of its seed and their number.</summary>
internal static class FaultPlan
{
    private const double LeastPauseSeconds = 1;
    private const double LongestPauseSeconds = 4;
    private const double LongestRestartDelaySeconds = 5;

    /// <summary>How often each kind comes, as parts of the sum. What strikes one trial is frequent, what strikes everything is rare.</summary>
    public static IReadOnlyList<(FaultKind Kind, int Weight)> Weights { get; } =
    [
        (FaultKind.KillTrial, 22),
        (FaultKind.KillSilo, 12),
        (FaultKind.KillCoordinator, 8),
        (FaultKind.KillAllSilos, 2),
        (FaultKind.FreezeTrial, 10),
        (FaultKind.FreezeSilo, 6),
        (FaultKind.RestartSilo, 6),
        (FaultKind.StopRedis, 4),
        (FaultKind.StopPostgres, 3),
        (FaultKind.CrashPostgres, 3),
        (FaultKind.FillCheckpoints, 3),
        (FaultKind.FillHome, 2),
        (FaultKind.CommandStorm, 9),
        (FaultKind.RepeatCommands, 5),
        (FaultKind.CutNetwork, 5),
    ];

    /// <summary>The plan of a seed. The first faults of a longer plan are those of a shorter one.</summary>
    /// <param name="seed">The campaign's seed.</param>
    /// <param name="count">How many faults; at least 0.</param>
    public static IReadOnlyList<Fault> Make(int seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(number => Next(number, random))];
    }

    private static Fault Next(int number, Random random)
    {
        var kind = KindAt(random.Next(Weights.Sum(entry => entry.Weight)));
        var (shortest, longest) = DurationsOf(kind);
        return new Fault(
            number,
            kind,
            Between(LeastPauseSeconds, LongestPauseSeconds, random),
            random.NextDouble(),
            Between(shortest, longest, random),
            Between(0, LongestRestartDelaySeconds, random));
    }

    private static FaultKind KindAt(int place)
    {
        foreach (var (kind, weight) in Weights)
        {
            if (place < weight)
            {
                return kind;
            }

            place -= weight;
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "The place lies beyond the sum of all weights.");
    }

    private static (double Shortest, double Longest) DurationsOf(FaultKind kind) => kind switch
    {
        FaultKind.FreezeTrial or FaultKind.FreezeSilo or FaultKind.CutNetwork => (5, 20),
        FaultKind.StopRedis or FaultKind.StopPostgres or FaultKind.CrashPostgres => (1, 8),
        FaultKind.FillCheckpoints or FaultKind.FillHome => (3, 10),
        FaultKind.CommandStorm => (1, 5),
        _ => (0, 0),
    };

    private static TimeSpan Between(double least, double most, Random random) =>
        TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));
}
