using System.Threading.Channels;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Dashboard.Live;

/// <summary>
/// Follows one sweep to its end, over any loss of the grain. An event only says that something changed; what is published is the state
/// the grain answers then, so that the rules by which events make a state are written once, in the grain.
/// </summary>
/// <param name="id">The sweep's id.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="logger">Where losses are told.</param>
internal sealed partial class SweepWatch(string id, ISweepGrain sweep, TimeProvider time, ILogger logger)
{
    internal static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(200);
    internal static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Publishes the sweep as it is and as it becomes; returns when nothing will change any more.</summary>
    public async Task FollowAsync(Action<SweepUpdate> publish, CancellationToken cancellationToken)
    {
        while (!await TryFollowAsync(publish, cancellationToken))
        {
            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }

    private async Task<bool> TryFollowAsync(Action<SweepUpdate> publish, CancellationToken cancellationToken)
    {
        try
        {
            var shown = await ShowAsync(publish);
            return shown.Status.IsFinal() || await FollowFromAsync(shown.Sequence, publish, cancellationToken);
        }
        catch (KeyNotFoundException)
        {
            publish(new SweepUpdate.Unknown());
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost(exception, id);
            publish(new SweepUpdate.Lost(exception.Message));
            return false;
        }
    }

    private async Task<SweepSnapshot> ShowAsync(Action<SweepUpdate> publish)
    {
        var snapshot = await sweep.GetSnapshot();
        publish(new SweepUpdate.Current(snapshot, await sweep.GetTrials()));
        return snapshot;
    }

    /// <summary>Shows what comes after a sequence number. False when the grain ended the events before the sweep's last.</summary>
    private async Task<bool> FollowFromAsync(long sequence, Action<SweepUpdate> publish, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var news = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var reading = ReadAsync(sequence + 1, news.Writer, stop.Token);
        var isOver = false;
        try
        {
            await foreach (var _ in news.Reader.ReadAllAsync(cancellationToken))
            {
                await Task.Delay(LeastInterval, time, cancellationToken);
                isOver = (await ShowAsync(publish)).Status.IsFinal();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        return isOver;
    }

    /// <summary>Tells of each event; why the events ended is told by how the channel ends.</summary>
    private async Task ReadAsync(long fromSequence, ChannelWriter<long> news, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var next in sweep.Watch(fromSequence, cancellationToken).WithCancellation(cancellationToken))
            {
                news.TryWrite(next.Sequence);
            }

            news.Complete();
        }
        catch (Exception exception)
        {
            news.Complete(exception);
        }
    }
}
