using SweepCluster.Search.Quasirandom;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// Trial n gets point n of a sequence that fills the space evenly, whatever ran before it. Each parameter with a choice has its own
/// coordinate, which is left unused where the parameter is inactive. Where the point was tried or is forbidden, random draws follow.
/// </summary>
internal sealed class QuasirandomSampler : ISampler
{
    private readonly IPointSequence _sequence;
    private readonly int[] _coordinates;

    /// <param name="name">The sequence's name.</param>
    /// <param name="space">The space.</param>
    /// <param name="sequence">The sequence.</param>
    /// <exception cref="ArgumentException">The space has more parameters than the sequence has dimensions.</exception>
    public QuasirandomSampler(string name, SearchSpace space, IPointSequence sequence)
    {
        var count = 0;
        (Name, _sequence) = (name, sequence);
        _coordinates = [.. space.Dimensions.Select(dimension => dimension.Domain.IsSingle ? -1 : count++)];
        if (count > SobolDirections.Dimensions)
        {
            throw new ArgumentException(
                $"Method {name} has {SobolDirections.Dimensions} dimensions and the space {count} parameters; make it smaller or use random.");
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        if (history.IsExhausted)
        {
            yield break;
        }

        var point = history.Space.Choose(dimension => dimension.Domain.Decode(At(history.TrialCount, dimension)));
        if (!history.WouldRepeat(point))
        {
            yield return new Suggestion(point, $"{Name}: point {history.TrialCount}");
        }

        foreach (var other in PriorSampler.Draw(history, random))
        {
            yield return new Suggestion(other, $"{Name}: a random point, for point {history.TrialCount} was tried or is forbidden");
        }
    }

    private double At(int index, Dimension dimension)
    {
        var coordinate = _coordinates[dimension.Position];
        return coordinate < 0 ? 0 : _sequence.At(index, coordinate);
    }
}
