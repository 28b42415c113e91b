namespace SweepCluster.Grains.Telemetry;

/// <summary>What a sweep's grain measures with.</summary>
/// <param name="Trials">Trials and attempts.</param>
/// <param name="Search">Suggestions.</param>
/// <param name="Active">Where the sweep is shown while it is under way.</param>
internal sealed record GrainMeters(TrialMeter Trials, SearchMeter Search, ActiveSweeps Active);
