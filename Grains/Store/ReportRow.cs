using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Grains.Store;

/// <summary>A report's projection in the table <c>reports</c>; its key is sweep, trial, attempt and step.</summary>
internal sealed class ReportRow
{
    public required string Sweep { get; init; }

    public required int Trial { get; init; }

    public required int Attempt { get; init; }

    public required int Step { get; init; }

    /// <summary>The metrics as JSON.</summary>
    public required string Metrics { get; init; }

    public required double StepSeconds { get; init; }

    public required Decision Decision { get; init; }

    public required DateTime Time { get; init; }
}
