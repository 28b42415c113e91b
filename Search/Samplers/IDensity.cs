using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Samplers;

/// <summary>A probability density over one parameter's unit interval; of a domain of levels, a probability per level.</summary>
internal interface IDensity
{
    /// <summary>The density, or the level's probability, at a coordinate. Above 0 wherever the prior is.</summary>
    double At(double coordinate);

    /// <summary>Draws a coordinate.</summary>
    double Draw(TrialRandom random);
}
