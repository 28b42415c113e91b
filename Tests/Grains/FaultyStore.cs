using System.Collections.Concurrent;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Store;

namespace SweepCluster.Grains.Tests;

/// <summary>A store whose commits fail or wait when a test says so.</summary>
internal sealed class FaultyStore(IEventStore inner, StoreFaults faults) : IEventStore
{
    public async Task AppendAsync(IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        await faults.StrikeAsync(requests);
        await inner.AppendAsync(requests, cancellationToken);
    }

    public Task<IReadOnlyList<SweepEvent>> ReadAsync(
        string sweep, long fromSequence, int limit, CancellationToken cancellationToken) =>
        inner.ReadAsync(sweep, fromSequence, limit, cancellationToken);

    public Task<IReadOnlyList<SweepEvent>> ReadTrialAsync(string sweep, int trial, CancellationToken cancellationToken) =>
        inner.ReadTrialAsync(sweep, trial, cancellationToken);

    public Task DeleteAsync(string sweep, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.DeleteAsync(sweep, now, cancellationToken);
}

/// <summary>What goes wrong in a <see cref="FaultyStore"/>, by sweep.</summary>
internal sealed class StoreFaults
{
    public const string DiskFull = "the disk is full";

    private readonly ConcurrentDictionary<string, byte> _failing = [];
    private readonly ConcurrentDictionary<string, Gate> _gates = [];

    /// <summary>The next commit that holds events of the sweep fails.</summary>
    public void FailNext(string sweep) => _failing[sweep] = 0;

    /// <summary>The next commit that holds events of the sweep waits until the gate is opened.</summary>
    public Gate HoldNext(string sweep) => _gates[sweep] = new Gate();

    public async Task StrikeAsync(IReadOnlyList<AppendRequest> requests)
    {
        foreach (var sweep in requests.Select(request => request.Sweep.Id).Distinct())
        {
            if (_gates.TryRemove(sweep, out var gate))
            {
                await gate.PassAsync();
            }

            if (_failing.TryRemove(sweep, out _))
            {
                throw new IOException(DiskFull);
            }
        }
    }

    internal sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when a commit waits at the gate.</summary>
        public Task Reached => _reached.Task;

        public void Open() => _opened.SetResult();

        public Task PassAsync()
        {
            _reached.SetResult();
            return _opened.Task;
        }
    }
}
