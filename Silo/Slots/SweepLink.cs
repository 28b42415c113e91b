using Microsoft.Extensions.Logging;

namespace SweepCluster.Silo.Slots;

/// <summary>
/// Calls grains on behalf of a running attempt. A failed call has an unknown outcome; since all calls may be repeated, it is repeated
/// until it succeeds or the attempt must fence itself.
/// </summary>
internal sealed partial class SweepLink(TimeProvider time, TimeSpan selfFence, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private long _succeededAt = time.GetTimestamp();

    /// <summary>Calls until it succeeds.</summary>
    /// <exception cref="LeaseLostException">No call has succeeded for the self-fence time.</exception>
    public async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var delay = FirstDelay;
        while (true)
        {
            var startedAt = time.GetTimestamp();
            try
            {
                var answer = await call();
                Volatile.Write(ref _succeededAt, startedAt);
                return answer;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                RequireLease(exception);
                LogRetry(logger, exception.Message, delay);
            }

            await Task.Delay(delay, time, cancellationToken);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    private void RequireLease(Exception exception)
    {
        var silence = time.GetElapsedTime(Volatile.Read(ref _succeededAt));
        if (silence >= selfFence)
        {
            throw new LeaseLostException($"The sweep was out of reach for {silence.TotalSeconds:0} s: {exception.Message}", exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call to the sweep failed and is repeated in {Delay}: {Reason}")]
    private static partial void LogRetry(ILogger logger, string reason, TimeSpan delay);
}
