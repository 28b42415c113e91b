using System.Collections.Concurrent;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Chaos.Driving;

/// <summary>
/// Keeps some sweeps running: submits a new one whenever one is over, and resumes what a storm of commands has left paused. Calls may fail
/// at any moment; whatever failed is looked at again.
/// </summary>
internal sealed class Workload(IGrainFactory grains, SweepFactory factory, CampaignDiary diary)
{
    private const int SweepsAtOnce = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, byte> _resting = new();
    private IReadOnlyList<SweepHeadline> _known = [];
    private int _submitted;
    private int _failures;

    /// <summary>How many sweeps were submitted.</summary>
    public int Submitted => _submitted;

    /// <summary>The ids of the sweeps that are not over, as far as is known.</summary>
    public IReadOnlyList<string> Open => [.. _known.Where(sweep => !sweep.Status.IsFinal()).Select(sweep => sweep.Id)];

    /// <summary>Leaves a sweep paused until the returned object is disposed of.</summary>
    public IDisposable LeaveAlone(string sweep)
    {
        _resting[sweep] = 0;
        return new Release(() => _resting.TryRemove(sweep, out _));
    }

    /// <summary>Works until asked to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await TryAsync(LookAndFillUpAsync);
            await Task.Delay(Interval, TimeProvider.System, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Waits until every sweep is over; answers those that are not when the time is.</summary>
    public async Task<IReadOnlyList<SweepHeadline>> FinishAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var isKnown = await TryAsync(LookAsync);
            IReadOnlyList<SweepHeadline> open = [.. _known.Where(sweep => !sweep.Status.IsFinal())];
            if ((isKnown && open.Count == 0) || TimeProvider.System.GetElapsedTime(startedAt) > patience)
            {
                return open;
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    private async Task LookAndFillUpAsync()
    {
        await LookAsync();
        await FillUpAsync();
    }

    private async Task LookAsync()
    {
        _known = await grains.GetGrain<ISweepCatalogGrain>(0).List();
        foreach (var sweep in _known.Where(sweep => sweep.Status == SweepStatus.Paused && !_resting.ContainsKey(sweep.Id)))
        {
            await grains.GetGrain<ISweepGrain>(sweep.Id).Resume();
        }
    }

    private async Task FillUpAsync()
    {
        for (var missing = SweepsAtOnce - Open.Count; missing > 0; missing--)
        {
            await grains.GetGrain<ISweepCatalogGrain>(0).Submit(factory.Make(_submitted));
            _submitted++;
        }
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            if (_failures > 0)
            {
                diary.Say($"     the driver has an answer again after {_failures} calls without one");
                _failures = 0;
            }

            return true;
        }
        catch (Exception exception)
        {
            _failures++;
            if (_failures == 1)
            {
                diary.Say($"     the driver gets no answer: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
            }

            return false;
        }
    }

    private sealed class Release(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
