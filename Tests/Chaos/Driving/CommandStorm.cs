using SweepCluster.Chaos.Plan;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Chaos.Driving;

/// <summary>Gives sweeps many commands in a short time. A command that gets no answer is none of the storm's business.</summary>
internal sealed class CommandStorm(IGrainFactory grains, Workload workload)
{
    private const double CancelProbability = 0.1;
    private const int Repetitions = 5;
    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(600);

    /// <summary>Pauses and resumes a sweep again and again; some are canceled at the end.</summary>
    public async Task BlowAsync(string sweep, Fault fault, CancellationToken cancellationToken)
    {
        using var alone = workload.LeaveAlone(sweep);
        var random = new Random(fault.Number);
        var grain = grains.GetGrain<ISweepGrain>(sweep);
        var startedAt = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(startedAt) < fault.Duration)
        {
            await IgnoringFailureAsync(random.Next(2) == 0 ? grain.Pause() : grain.Resume());
            await Task.Delay(LongestGap * random.NextDouble(), TimeProvider.System, cancellationToken);
        }

        await IgnoringFailureAsync(random.NextDouble() < CancelProbability ? grain.Cancel() : grain.Resume());
    }

    /// <summary>Submits a sweep again that is there, then pauses and resumes it, each several times at once.</summary>
    public async Task RepeatAsync(string sweep)
    {
        using var alone = workload.LeaveAlone(sweep);
        var grain = grains.GetGrain<ISweepGrain>(sweep);
        await IgnoringFailureAsync(SubmitAgainAsync(grain));
        await AtOnceAsync(grain.Pause);
        await AtOnceAsync(grain.Resume);
    }

    private static async Task SubmitAgainAsync(ISweepGrain grain)
    {
        var spec = (await grain.GetSnapshot()).Spec;
        await AtOnceAsync(() => grain.Submit(spec, ""));
    }

    private static Task AtOnceAsync(Func<Task> command) =>
        Task.WhenAll(Enumerable.Range(0, Repetitions).Select(_ => IgnoringFailureAsync(command())));

    private static Task IgnoringFailureAsync(Task command) => command.ContinueWith(_ => { }, TaskScheduler.Default);
}
