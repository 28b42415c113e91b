using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>A time in which a slot asked for work and had none.</summary>
internal sealed record IdleTime(SlotOffer Slot, TimeSpan From, TimeSpan To);
