namespace SweepCluster.Search.Parzen;

/// <summary>A density's ratio to the prior's at a point, as far as it was summed up.</summary>
/// <param name="Sum">The sum so far; what is left can only make it greater.</param>
/// <param name="Left">How many kernels are left, the oldest ones.</param>
internal readonly record struct RatioSum(double Sum, int Left);
