using System.Collections.Immutable;
using SweepCluster.Cli.Hosting;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A home with one sweep, and the cluster that runs it.</summary>
internal sealed class FakeHome : ISweepHome, IControl, IRunningCluster
{
    public FakeHome(FakeSweepGrain sweep, FakeCatalogGrain catalog)
    {
        Sweep = sweep;
        Grains = new FakeGrains(sweep, catalog, Access, Silos);
        Catalog = catalog;
    }

    public FakeSweepGrain Sweep { get; }

    public FakeCatalogGrain Catalog { get; }

    public FakeAccessGrain Access { get; } = new();

    public FakeClusterGrain Silos { get; } = new();

    public IGrainFactory Grains { get; }

    public ImmutableArray<SlotStatus> Slots { get; set; } = Samples.Slots;

    public string? HeldBy { get; set; }

    public string CheckpointRoot { get; set; } = "/checkpoints";

    public List<string> Calls { get; } = [];

    public Func<CancellationToken, Task> OnStart { get; set; } = _ => Task.CompletedTask;

    public Task<ImmutableArray<SweepHeadline>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Catalog.Headlines);

    public Task<SweepSnapshot?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(id == Sweep.Id ? Sweep.Snapshot : null);

    public Task<ImmutableArray<TrialSnapshot>> TrialsAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Sweep.Trials);

    public string? Holder() => HeldBy;

    public Task<IControl> ConnectAsync(CancellationToken cancellationToken)
    {
        Calls.Add("connect");
        return Task.FromResult<IControl>(this);
    }

    public async Task<IRunningCluster> StartAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (HeldBy is { } holder)
        {
            throw new HomeBusyException($"The home is held by {holder}; stop it first.");
        }

        await OnStart(cancellationToken);
        Calls.Add($"start {options.Devices}");
        return this;
    }

    public string CheckpointPath(string relative) => Path.Combine(CheckpointRoot, relative);

    public Task PrepareAsync(TaskSpec task, CancellationToken cancellationToken) => Task.CompletedTask;

    public string? Trouble { get; set; }

    public void Serve(string sweep) => Calls.Add($"serve {sweep}");

    public ValueTask DisposeAsync()
    {
        Calls.Add("dispose");
        return ValueTask.CompletedTask;
    }
}
