using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Running;

/// <summary>Follows a sweep's events to the last one, over any loss of the grain that sends them.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="time">The clock that the pauses between tries use.</param>
internal sealed class EventFeed(ISweepGrain sweep, TimeProvider time)
{
    private const int LossesInARow = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long _last;
    private int _losses;

    /// <summary>Hands every event on, from the first on, in order and once; returns after the sweep's last event.</summary>
    /// <exception cref="CliException">The feed was lost for good.</exception>
    public async Task FollowAsync(Action<SweepEvent> apply, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await ReadToEndAsync(apply, cancellationToken))
                {
                    return;
                }

                CountLoss(null);
            }
            catch (Exception exception) when (GrainCalls.IsPassing(exception, cancellationToken))
            {
                CountLoss(exception);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<bool> ReadToEndAsync(Action<SweepEvent> apply, CancellationToken cancellationToken)
    {
        await foreach (var next in sweep.Watch(_last + 1, cancellationToken).WithCancellation(cancellationToken))
        {
            if (next.Sequence <= _last)
            {
                continue;
            }

            _last = next.Sequence;
            _losses = 0;
            apply(next);
            if (next is SweepFinished)
            {
                return true;
            }
        }

        return false;
    }

    private void CountLoss(Exception? cause)
    {
        if (++_losses > LossesInARow)
        {
            throw new CliException(
                ExitCodes.Failed,
                $"The sweep's events stopped coming ({cause?.Message ?? "the feed ended early"}); start the same command again to go on.");
        }
    }
}
