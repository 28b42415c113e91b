using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Search.Engine;

/// <summary>The sweep is to end: no attempt starts, running ones are stopped, then it finishes.</summary>
/// <param name="Status">How it ends, if any trial has a result.</param>
/// <param name="Reason">One sentence for people: which rule ended it.</param>
internal sealed record StopOrder(SweepStatus Status, string Reason);
