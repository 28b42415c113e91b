using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Hosting;

/// <summary>One slot of the running cluster.</summary>
/// <param name="Slot">The slot and what it holds.</param>
/// <param name="Progress">The last sign of life of its attempt; null when there was none yet.</param>
internal sealed record SlotStatus(SlotView Slot, TrialProgress? Progress);
