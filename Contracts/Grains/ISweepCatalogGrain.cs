using System.Collections.Immutable;
using Orleans.Concurrency;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Grains;

/// <summary>Names and statuses of all sweeps; its key is 0.</summary>
[Alias("catalog")]
public interface ISweepCatalogGrain : IGrainWithIntegerKey
{
    /// <summary>Chooses a free id from the spec's name, draws a seed if the spec has none, and submits the sweep. Answers the id.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="requestId">
    /// By what the client recognises its request: the same spec with the same id again answers the sweep that is there. Null for a new sweep
    /// in any case.
    /// </param>
    [Alias("submit"), ResponseTimeout("00:00:10")]
    Task<string> Submit(SweepSpec spec, string? requestId = null);

    /// <summary>All sweeps, newest first.</summary>
    [Alias("list"), AlwaysInterleave, ResponseTimeout("00:00:05")]
    Task<ImmutableArray<SweepHeadline>> List();

    /// <summary>The same now, and again whenever it has changed, at most five times a second.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    [Alias("watch-list"), AlwaysInterleave]
    IAsyncEnumerable<ImmutableArray<SweepHeadline>> WatchList(CancellationToken cancellationToken = default);

    /// <summary>Says that a line of the list may have changed. One that gets lost costs those who watch some seconds.</summary>
    [Alias("note-change"), AlwaysInterleave, OneWay]
    Task NoteChange();
}

/// <summary>One line of the catalog.</summary>
/// <param name="Id">The sweep's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="SubmittedAt">When it was submitted, in UTC.</param>
/// <param name="Trials">How many trials were suggested so far.</param>
/// <param name="Finished">How many trials are over.</param>
/// <param name="BestValue">The best value of the first objective among completed trials; null while there is none.</param>
/// <param name="SpecHash">The SHA-256 of the spec as it was asked for, by which an interrupted run of the same file is found again.</param>
[GenerateSerializer, Alias("headline"), Immutable]
public sealed record SweepHeadline(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SweepStatus Status,
    [property: Id(3)] DateTimeOffset SubmittedAt,
    [property: Id(4)] int Trials,
    [property: Id(5)] int Finished,
    [property: Id(6)] double? BestValue,
    [property: Id(7)] string SpecHash);
