using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Grains.Store;

/// <summary>
/// Packed copies of the oldest parts of event logs, from which a long log is read several times faster than event by event. A cache only:
/// the log stays as it is, and a segment that is missing, damaged or of another format is as if it had never been written.
/// </summary>
internal sealed partial class SegmentStore(
    IDbContextFactory<SweepDbContext> contexts, SegmentCodec codec, ILogger<SegmentStore> logger)
{
    /// <summary>How many events each segment holds; the first begins with event 1.</summary>
    public const int EventCount = 10_000;

    /// <summary>True when a segment may begin with that event.</summary>
    public static bool IsFirst(long sequence) => sequence % EventCount == 1;

    /// <summary>The events of a segment; null when there is no sound one.</summary>
    /// <param name="sweep">The sweep's id.</param>
    /// <param name="first">The sequence number of its first event.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<IReadOnlyList<SweepEvent>?> FindAsync(string sweep, long first, CancellationToken cancellationToken) =>
        ReadAsync(sweep, first, cancellationToken).TranslatedAsync();

    /// <summary>Stores a segment in place of any that begins with the same event.</summary>
    public async Task PutAsync(string sweep, IReadOnlyList<SweepEvent> events, CancellationToken cancellationToken)
    {
        var (first, content) = (events[0].Sequence, codec.Pack(events));
        var row = new SegmentRow { Sweep = sweep, First = first, Format = SegmentCodec.Format, Sha256 = Hash(content), Content = content };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Segments.Where(old => old.Sweep == sweep && old.First == first).ExecuteDeleteAsync(cancellationToken);
        context.Segments.Add(row);
        await context.SaveChangesAsync(cancellationToken);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<IReadOnlyList<SweepEvent>?> ReadAsync(string sweep, long first, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Segments.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Sweep == sweep && row.First == first && row.Format == SegmentCodec.Format, cancellationToken);
        return row is null ? null : Open(row);
    }

    private IReadOnlyList<SweepEvent>? Open(SegmentRow row)
    {
        if (Hash(row.Content) != row.Sha256)
        {
            LogDamaged(logger, row.Sweep, row.First, "the content does not match its hash");
            return null;
        }

        try
        {
            var events = codec.Unpack(row.Content);
            return IsWhole(row.First, events) ? events : throw new InvalidDataException("it does not hold the events that it should");
        }
        catch (Exception exception)
        {
            LogDamaged(logger, row.Sweep, row.First, exception.Message);
            return null;
        }
    }

    private static bool IsWhole(long first, IReadOnlyList<SweepEvent> events) =>
        events.Count == EventCount && events.Select((e, place) => e.Sequence == first + place).All(isInPlace => isInPlace);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The packed copy of the log of {Sweep} from event {First} on is not used, the log itself is read: {Reason}")]
    private static partial void LogDamaged(ILogger logger, string sweep, long first, string reason);
}
