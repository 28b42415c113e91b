using SweepCluster.Search.Parzen;

namespace SweepCluster.Search.Samplers;

/// <summary>A draw that may become a suggestion.</summary>
/// <param name="Place">Which of the draws it is.</param>
/// <param name="Point">Its coordinates by position; NaN where a parameter is inactive.</param>
/// <param name="LogGood">The logarithm of the good trials' density there.</param>
/// <param name="Bad">That of the others, as far as it is known.</param>
internal readonly record struct TpeCandidate(int Place, double[] Point, double LogGood, RatioSum Bad);
