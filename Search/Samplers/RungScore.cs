namespace SweepCluster.Search.Samplers;

/// <summary>What a trial tells a sampler when it comes to a rung.</summary>
/// <param name="Rung">The rung of the first bracket's ladder, counted from 0.</param>
/// <param name="Score">The score there, lower is better; NaN where there is none.</param>
internal sealed record RungScore(int Rung, double Score);
