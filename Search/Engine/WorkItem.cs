using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Engine;

/// <summary>What a free slot should do. A closed family.</summary>
public abstract record WorkItem;

/// <summary>Go on with a trial from its checkpoint.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Checkpoint">The checkpoint.</param>
public sealed record ResumeTrial(int Trial, CheckpointRef Checkpoint) : WorkItem;

/// <summary>Start a suggested trial from its beginning, for the first time or again.</summary>
/// <param name="Trial">The trial's number.</param>
public sealed record StartTrial(int Trial) : WorkItem;

/// <summary>No trial waits: append what <see cref="SweepEngine.Suggest"/> answers, then ask again.</summary>
public sealed record SuggestTrial : WorkItem;

/// <summary>Nothing to do now.</summary>
/// <param name="Reason">One phrase for people, such as <c>paused</c>.</param>
public sealed record NoWork(string Reason) : WorkItem;
