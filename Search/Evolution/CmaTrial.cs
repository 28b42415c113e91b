using SweepCluster.Contracts.Values;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Evolution;

/// <summary>A trial as CMA-ES sees it.</summary>
/// <param name="Run">The run it belongs to.</param>
/// <param name="Generation">How many generations the distribution had when the trial was drawn; -1 when it comes from elsewhere.</param>
/// <param name="Drawn">The point of the distribution.</param>
/// <param name="Point">What is evaluated.</param>
/// <param name="Result">How it ended; null while it runs.</param>
internal sealed record CmaTrial(int Run, int Generation, double[] Drawn, ParameterSet Point, TrialResult? Result = null);
