namespace SweepCluster.Silo.Telemetry;

/// <summary>What a silo measures with, beside its grains.</summary>
/// <param name="Slots">The slots' time.</param>
/// <param name="Attempts">Steps and checkpoints.</param>
/// <param name="Processes">Trial processes.</param>
/// <param name="Build">The version.</param>
internal sealed record SiloMeters(SlotMeter Slots, AttemptMeter Attempts, ProcessMeter Processes, BuildMeter Build);
