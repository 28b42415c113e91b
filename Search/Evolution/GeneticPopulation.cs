using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// The population of NSGA-II (Deb et al. 2002) over a whole sweep. Generations do not wait: whenever as many trials were completed as the
/// population has members, the elite of these and the members before are the new members. Trials that failed or were pruned have no part.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="size">How many members there are, at least 2.</param>
internal sealed class GeneticPopulation(SearchSpace space, int size)
{
    private const double CrossoverRate = 0.9;

    /// <summary>The distribution index of polynomial mutation (Deb and Agrawal 1999): the greater, the smaller the changes.</summary>
    private const double MutationIndex = 20;

    private readonly Dictionary<int, ParameterSet> _running = [];
    private readonly List<Member> _completed = [];
    private readonly int _choiceCount = Math.Max(1, space.Dimensions.Count(dimension => !dimension.Domain.IsSingle));
    private Member[] _members = [];

    /// <summary>How many generations there were.</summary>
    public int Generation { get; private set; }

    /// <summary>Takes in what happened.</summary>
    public void Apply(HistoryEntry entry)
    {
        if (entry.Suggested is { } suggested)
        {
            _running[entry.Trial] = suggested;
        }
        else if (entry.Result is { Status: TrialStatus.Completed } result && _running.Remove(entry.Trial, out var point))
        {
            _completed.Add(new Member(space.Encode(point), result.Scores, 0, 0));
            if (_completed.Count == size)
            {
                Select();
            }
        }
    }

    /// <summary>A child for a trial; there must have been a generation.</summary>
    /// <param name="random">The trial's random numbers.</param>
    /// <param name="round">Which of its children.</param>
    public ParameterSet Draw(TrialRandom random, int round)
    {
        var stream = random.Stream(DrawPurpose.Model, round);
        var (first, second) = (Tournament(stream), Tournament(stream));
        var isCrossed = stream.NextDouble() < CrossoverRate;
        return space.Choose(dimension =>
        {
            var own = random.Stream(DrawPurpose.Model, round, dimension.Position + 1);
            var (parent, other) = isCrossed && own.NextDouble() < 0.5 ? (second, first) : (first, second);
            var coordinate = parent.Coordinates[dimension.Position] ?? other.Coordinates[dimension.Position] ?? own.NextDouble();
            return dimension.Domain.Decode(own.NextDouble() * _choiceCount < 1 ? Mutated(dimension.Domain, coordinate, own) : coordinate);
        });
    }

    private void Select()
    {
        Member[] candidates = [.. _members, .. _completed];
        var chosen = EliteSelection.Choose([.. candidates.Select(member => member.Scores)], size).Select(i => candidates[i]).ToArray();
        var fronts = NonDomination.Fronts([.. chosen.Select(member => member.Scores)]);
        var room = new double[chosen.Length];
        foreach (var front in Enumerable.Range(0, chosen.Length).GroupBy(i => fronts[i]))
        {
            int[] places = [.. front];
            var distances = Crowding.Distances([.. places.Select(i => (IReadOnlyList<double>)chosen[i].Scores)]);
            for (var i = 0; i < places.Length; i++)
            {
                room[places[i]] = distances[i];
            }
        }

        _members = [.. chosen.Select((member, i) => member with { Front = fronts[i], Room = room[i] })];
        _completed.Clear();
        Generation++;
    }

    // The one in the better front; of equals the less crowded one (the crowded-comparison operator).
    private Member Tournament(TrialRandom stream)
    {
        var (a, b) = (_members[stream.NextInt(_members.Length)], _members[stream.NextInt(_members.Length)]);
        return b.Front < a.Front || (b.Front == a.Front && b.Room > a.Room) ? b : a;
    }

    // Half of the mutations are small steps, the others and those of categories are new draws, which alone can leave a basin.
    private static double Mutated(Domain domain, double coordinate, TrialRandom stream)
    {
        var u = stream.NextDouble();
        if (domain is ChoiceDomain || stream.NextDouble() < 0.5)
        {
            return u;
        }

        var power = 1 / (MutationIndex + 1);
        var step = u < 0.5
            ? Math.Pow((2 * u) + ((1 - (2 * u)) * Math.Pow(1 - coordinate, MutationIndex + 1)), power) - 1
            : 1 - Math.Pow((2 * (1 - u)) + (((2 * u) - 1) * Math.Pow(coordinate, MutationIndex + 1)), power);
        return Math.Clamp(coordinate + step, 0, 1);
    }

    private sealed record Member(double?[] Coordinates, ImmutableArray<double> Scores, int Front, double Room);
}
