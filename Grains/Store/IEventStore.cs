using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Store;

/// <summary>Where the event logs are kept.</summary>
internal interface IEventStore
{
    /// <summary>Stores all requests in one transaction.</summary>
    /// <exception cref="SequenceConflictException">A request's sequence numbers are taken; nothing was stored.</exception>
    Task AppendAsync(IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken);

    /// <summary>The next events of a sweep in order.</summary>
    /// <param name="sweep">The sweep's id.</param>
    /// <param name="fromSequence">The first sequence number wanted.</param>
    /// <param name="limit">The most events to read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<SweepEvent>> ReadAsync(string sweep, long fromSequence, int limit, CancellationToken cancellationToken);

    /// <summary>All events of a sweep that are about one trial, in order.</summary>
    Task<IReadOnlyList<SweepEvent>> ReadTrialAsync(string sweep, int trial, CancellationToken cancellationToken);

    /// <summary>Deletes a sweep's log and all that was made of it, in one transaction; only its id stays taken. No effect when it is gone.</summary>
    /// <param name="sweep">The sweep's id.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="cancellationToken">Gives up; nothing was deleted then.</param>
    Task DeleteAsync(string sweep, DateTimeOffset now, CancellationToken cancellationToken);
}
