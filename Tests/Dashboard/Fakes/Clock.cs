using Microsoft.Extensions.Time.Testing;

namespace SweepCluster.Dashboard.Tests.Fakes;

/// <summary>Drives the clock in steps that are short against every pause of the dashboard.</summary>
internal static class Clock
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Lets time pass until something is so; fails when it is not within an hour.</summary>
    public static async Task PassUntilAsync(this FakeTimeProvider time, Func<bool> isSo)
    {
        var end = time.GetUtcNow() + TimeSpan.FromHours(1);
        while (!isSo())
        {
            Assert.True(time.GetUtcNow() < end, "What was waited for did not happen within an hour.");
            time.Advance(Step);
            await Task.Run(() => { }, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets time pass until the next element is there.</summary>
    public static async Task<T> NextAsync<T>(this FakeTimeProvider time, IAsyncEnumerator<T> elements)
    {
        var next = elements.NextAsync();
        await time.PassUntilAsync(() => next.IsCompleted);
        return await next;
    }

    /// <summary>The next element, which comes without any time passing.</summary>
    public static async Task<T> NextAsync<T>(this IAsyncEnumerator<T> elements) =>
        await elements.MoveNextAsync() ? elements.Current : throw new InvalidOperationException("There was no next element.");
}
