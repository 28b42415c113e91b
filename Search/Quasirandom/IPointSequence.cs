namespace SweepCluster.Search.Quasirandom;

/// <summary>A sequence of points that fill the unit cube evenly, any of which can be had without those before it.</summary>
internal interface IPointSequence
{
    /// <summary>One coordinate of a point, at least 0 and below 1.</summary>
    /// <param name="index">The point, counted from 0.</param>
    /// <param name="dimension">The coordinate, from 0 to <see cref="SobolDirections.Dimensions"/> - 1.</param>
    double At(int index, int dimension);
}
