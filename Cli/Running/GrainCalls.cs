namespace SweepCluster.Cli.Running;

/// <summary>Calls of grains that survive a short recovery of the cluster.</summary>
/// <param name="time">The clock that the pauses between tries use.</param>
internal sealed class GrainCalls(TimeProvider time)
{
    private const int Tries = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Repeats the call while the cluster recovers, at most for about 6 seconds besides the calls' own time.</summary>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (tried < Tries && IsPassing(exception, cancellationToken))
            {
                await Task.Delay(FirstPause * Math.Pow(2, tried - 1), time, cancellationToken);
            }
        }
    }

    /// <inheritdoc cref="RepeatAsync{T}"/>
    public Task RepeatAsync(Func<Task> call, CancellationToken cancellationToken) => RepeatAsync(
        async () =>
        {
            await call();
            return true;
        },
        cancellationToken);

    /// <summary>
    /// True for errors that a recovering cluster gives and a later call may not: Orleans' own, and a log that could not be written. Orleans
    /// also cancels calls that waited too long; that is passing unless the caller itself has given up.
    /// </summary>
    public static bool IsPassing(Exception exception, CancellationToken cancellationToken = default) => exception
        is TimeoutException or OrleansException or EnumerationAbortedException or IOException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
