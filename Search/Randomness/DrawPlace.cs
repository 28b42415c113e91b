namespace SweepCluster.Search.Randomness;

/// <summary>A place among a trial's random numbers, from which on they are read.</summary>
/// <param name="Random">The trial's random numbers.</param>
/// <param name="Round">A repetition of the same purpose, at least 0.</param>
/// <param name="Position">The position of a parameter in the space, from 0 to 65,535.</param>
/// <param name="Begin">How many numbers of the round and position are for something else.</param>
internal readonly record struct DrawPlace(TrialRandom Random, int Round, int Position, int Begin = 0)
{
    /// <summary>A number of a model's draws, at least 0 and below 1.</summary>
    /// <param name="index">Counted from 0.</param>
    public double this[int index] => Random.DoubleAt(DrawPurpose.Model, Round, Position, Begin + index);
}
