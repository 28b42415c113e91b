using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// The population of differential evolution over a whole sweep. Its first members are the first trials that end. Trial n then competes with
/// member n modulo the population's size and takes its place as soon as it has ended no worse (asynchronous, as in DEHB, Awad et al. 2021).
/// </summary>
/// <param name="space">The space.</param>
/// <param name="size">How many members there are, at least 4.</param>
internal sealed class DifferentialPopulation(SearchSpace space, int size)
{
    private readonly List<Member> _members = [];
    private readonly Dictionary<int, ParameterSet> _running = [];

    /// <summary>True when there are all members, so that trials can be made of them.</summary>
    public bool IsComplete => _members.Count == size;

    /// <summary>A draw for a trial.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="random">Its random numbers.</param>
    /// <param name="round">Which of its draws.</param>
    public ParameterSet Draw(int trial, TrialRandom random, int round)
    {
        var stream = random.Stream(DrawPurpose.Model, round);
        double[][] others = [.. Enumerable.Range(0, size).Where(place => place != trial % size).Select(place => _members[place].Coordinates)];
        var child = DifferentialEvolution.Child(_members[trial % size].Coordinates, others, stream);
        return space.Choose(dimension => dimension.Domain.Decode(child[dimension.Position]));
    }

    /// <summary>Takes in what happened.</summary>
    public void Apply(HistoryEntry entry)
    {
        if (entry.Suggested is { } suggested)
        {
            _running[entry.Trial] = suggested;
        }
        else if (entry.Result is { } result && _running.Remove(entry.Trial, out var point) && result.Status != TrialStatus.Canceled)
        {
            Compete(result, point);
        }
    }

    private void Compete(TrialResult result, ParameterSet point)
    {
        if (!IsComplete)
        {
            _members.Add(new Member(Coordinates(point, null), result));
            return;
        }

        var place = result.Number % size;
        if (IsNoWorse(result, _members[place].Result))
        {
            _members[place] = new Member(Coordinates(point, _members[place].Coordinates), result);
        }
    }

    // An inactive parameter keeps what the member had, or the middle.
    private double[] Coordinates(ParameterSet point, double[]? former) =>
        [.. space.Encode(point).Select((coordinate, i) => coordinate ?? former?[i] ?? 0.5)];

    private static bool IsNoWorse(TrialResult result, TrialResult other) =>
        PromiseOrder.Instance.Compare(result with { Number = 0 }, other with { Number = 0 }) <= 0;

    private sealed record Member(double[] Coordinates, TrialResult Result);
}
