namespace SweepCluster.Silo.Hosting;

/// <summary>Repeats what a start needs from others until it succeeds, and says what it waits for.</summary>
/// <param name="limit">How long each thing is waited for.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Told in a sentence what is waited for and why, once for each reason.</param>
internal sealed class StartPatience(TimeSpan limit, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits for one thing.</summary>
    /// <param name="wanted">What is waited for, such as <c>Redis</c>.</param>
    /// <param name="call">Succeeds when it is there.</param>
    /// <param name="passes">True for an error that may go away by itself; others end the start.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">It was not there within the limit.</exception>
    public async Task<T> AwaitAsync<T>(string wanted, Func<Task<T>> call, Func<Exception, bool> passes, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        string? said = null;
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (passes(exception))
            {
                var reason = exception.GetBaseException().Message.ReplaceLineEndings(" ");
                if (time.GetElapsedTime(startedAt) >= limit)
                {
                    throw new IOException($"The silo has waited for {wanted} for {limit.TotalSeconds:0.#} s: {reason}", exception);
                }

                if (reason != said)
                {
                    said = reason;
                    say($"The silo waits for {wanted}, at most {limit.TotalSeconds:0.#} s: {reason}");
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
