namespace SweepCluster.Search.Evolution;

/// <summary>How a run of CMA-ES is carried out.</summary>
/// <param name="Population">How many trials make a generation (λ).</param>
/// <param name="Sigma">The first step size, in shares of a parameter's range (σ).</param>
/// <param name="MostTrials">After how many trials it is over at the latest; null for whenever it has come to its end.</param>
internal sealed record CmaPlan(int Population, double Sigma = CmaPlan.UsualSigma, int? MostTrials = null)
{
    /// <summary>The step size that reaches most of a range from its middle.</summary>
    public const double UsualSigma = 0.25;
}
