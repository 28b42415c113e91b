namespace SweepCluster.Training.Numerics;

/// <summary>What the numeric guard found and did at start-up.</summary>
/// <param name="OneDnn">True when oneDNN is in use.</param>
/// <param name="Reason">Why it is on or off, as a clause for people.</param>
/// <param name="WorstError">The self-test's greatest relative error with that setting.</param>
internal sealed record NumericsReport(bool OneDnn, string Reason, double WorstError)
{
    /// <summary>True when convolutions on this machine can be trusted.</summary>
    public bool Trusted => WorstError <= ConvolutionSelfTest.Tolerance;
}
