namespace SweepCluster.Grains.Store;

/// <summary>
/// One activation's way into its sweep's log. Once an append has failed, all later ones of this journal fail too: otherwise an append
/// that was queued behind a failed one would leave a gap in the log.
/// </summary>
internal sealed class SweepJournal(EventWriter writer)
{
    private Task _last = Task.CompletedTask;

    /// <summary>Set by the writer alone, between two commits.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Queues a request; the task ends when it is durable, or fails when it is not stored.</summary>
    /// <exception cref="SequenceConflictException">The request's sequence numbers are taken.</exception>
    public Task AppendAsync(AppendRequest request) => _last = writer.AppendAsync(this, request);

    /// <summary>Ends when everything queued so far is durable, or fails when it is not.</summary>
    public Task FlushAsync() => _last;
}
