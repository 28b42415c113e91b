namespace SweepCluster.Chaos.Plan;

/// <summary>Which faults a campaign injects, and when: a pure function of its seed and their number.</summary>
internal static class FaultPlan
{
    private const double LeastPauseSeconds = 1;
    private const double LongestPauseSeconds = 4;
    private const double LeastCalmPauseSeconds = 12;
    private const double LongestCalmPauseSeconds = 18;
    private const double LongestRestartDelaySeconds = 5;
    private const double LongestClockStepSeconds = 600;

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
        (FaultKind.StepClock, 4),
    ];

    /// <summary>What strikes in a plan of <see cref="MakeCalm"/>.</summary>
    public static IReadOnlyList<(FaultKind Kind, int Weight)> CalmWeights { get; } =
    [
        (FaultKind.KillTrial, 1),
        (FaultKind.KillSilo, 1),
        (FaultKind.KillCoordinator, 1),
    ];

    /// <summary>The plan of a seed. The first faults of a longer plan are those of a shorter one.</summary>
    /// <param name="seed">The campaign's seed.</param>
    /// <param name="count">How many faults; at least 0.</param>
    public static IReadOnlyList<Fault> Make(int seed, int count)
    {
        return Make(seed, count, Weights, LeastPauseSeconds, LongestPauseSeconds);
    }

    /// <summary>
    /// A plan of kills only, so far apart that the cluster has recovered from one before the next comes: what it shows is how long that takes.
    /// </summary>
    /// <inheritdoc cref="Make(int, int)"/>
    public static IReadOnlyList<Fault> MakeCalm(int seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Make(seed, count, CalmWeights, LeastCalmPauseSeconds, LongestCalmPauseSeconds);
    }

    private static IReadOnlyList<Fault> Make(
        int seed, int count, IReadOnlyList<(FaultKind Kind, int Weight)> weights, double leastPause, double longestPause)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(number => Next(number, weights, leastPause, longestPause, random))];
    }

    private static Fault Next(
        int number, IReadOnlyList<(FaultKind Kind, int Weight)> weights, double leastPause, double longestPause, Random random)
    {
        var kind = KindAt(random.Next(weights.Sum(entry => entry.Weight)), weights);
        var (shortest, longest) = DurationsOf(kind);
        return new Fault(
            number,
            kind,
            Between(leastPause, longestPause, random),
            random.NextDouble(),
            Between(shortest, longest, random),
            Between(0, LongestRestartDelaySeconds, random),
            Between(-LongestClockStepSeconds, LongestClockStepSeconds, random));
    }

    private static FaultKind KindAt(int place, IReadOnlyList<(FaultKind Kind, int Weight)> weights)
    {
        foreach (var (kind, weight) in weights)
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
        FaultKind.FreezeTrial or FaultKind.FreezeSilo or FaultKind.CutNetwork or FaultKind.StepClock => (5, 20),
        FaultKind.StopRedis or FaultKind.StopPostgres or FaultKind.CrashPostgres => (1, 8),
        FaultKind.FillCheckpoints or FaultKind.FillHome => (3, 10),
        FaultKind.CommandStorm => (1, 5),
        _ => (0, 0),
    };

    private static TimeSpan Between(double least, double most, Random random) =>
        TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));
}
