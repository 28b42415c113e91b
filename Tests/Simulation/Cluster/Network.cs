using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>Carries calls between slots and sweeps: late, out of order, twice or not at all.</summary>
internal sealed class Network(VirtualTime time, Random chance, FaultRates faults)
{
    /// <summary>The longest that a message which is not slow takes.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest that a slow message takes.</summary>
    public static readonly TimeSpan LongestSlowDelay = TimeSpan.FromSeconds(15);

    /// <summary>After this time without an answer a call fails.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Calls a grain on behalf of a silo.</summary>
    /// <exception cref="TimeoutException">No answer came in time; whether the call was carried out is unknown.</exception>
    /// <exception cref="IOException">The grain answered that it gave up.</exception>
    public Task<T> CallAsync<T>(SimulatedSilo caller, Func<Task<T>> handle)
    {
        var answer = new TaskCompletionSource<T>();
        for (var copies = Happens(faults.Duplicated) ? 2 : 1; copies > 0; copies--)
        {
            if (!Happens(faults.Lost))
            {
                time.After(Delay(), () => Deliver(caller, handle, answer));
            }
        }

        if (!faults.IsQuiet)
        {
            time.After(CallTimeout, () => caller.Do(() => answer.TrySetException(new TimeoutException("No answer came."))));
        }

        return answer.Task;
    }

    private async void Deliver<T>(SimulatedSilo caller, Func<Task<T>> handle, TaskCompletionSource<T> answer)
    {
        Action arrive;
        try
        {
            var result = await handle();
            arrive = () => answer.TrySetResult(result);
        }
        catch (IOException exception)
        {
            arrive = () => answer.TrySetException(exception);
        }
        catch (Exception exception)
        {
            caller.World.Fail(exception);
            return;
        }

        if (!Happens(faults.Lost))
        {
            time.After(Delay(), () => caller.Do(arrive));
        }
    }

    private TimeSpan Delay() => Happens(faults.Slow)
        ? LongestSlowDelay * chance.NextDouble()
        : LongestDelay * chance.NextDouble();

    private bool Happens(double rate) => rate > 0 && chance.NextDouble() < rate;
}
