using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Search.Engine;

/// <summary>What the engine wants done after an event. A closed family. Every action may be carried out more than once.</summary>
public abstract record SweepAction;

/// <summary>Nothing is left to do: append <see cref="Contracts.Events.SweepFinished"/>, unless the sweep is over by now.</summary>
/// <param name="Status">Completed, Canceled or Failed.</param>
/// <param name="Reason">One sentence for people: which rule ended it.</param>
public sealed record FinishSweep(SweepStatus Status, string Reason) : SweepAction;

/// <summary>
/// A running attempt should stop. It also learns so from the answer to its next report or renewal; telling it at once saves device time.
/// </summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Directive">How to stop; never Continue.</param>
/// <param name="Reason">One sentence for people.</param>
public sealed record StopAttempt(int Trial, int Attempt, Directive Directive, string Reason) : SweepAction;
