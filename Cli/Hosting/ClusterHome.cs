using System.Collections.Immutable;
using SweepCluster.Cli.Running;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Hosting;

/// <summary>The sweeps of a cluster, which other processes run.</summary>
/// <param name="redis">The Redis that lists its silos.</param>
/// <param name="clusterId">The cluster's id.</param>
internal sealed class ClusterHome(string redis, string clusterId) : ISweepHome
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public Task<ImmutableArray<SweepHeadline>> ListAsync(CancellationToken cancellationToken) =>
        AskAsync(grains => grains.GetGrain<ISweepCatalogGrain>(0).List(), cancellationToken);

    public async Task<SweepSnapshot?> FindAsync(string id, CancellationToken cancellationToken) =>
        await IsKnownAsync(id, cancellationToken)
            ? await AskAsync(grains => grains.GetGrain<ISweepGrain>(id).GetSnapshot(), cancellationToken)
            : null;

    public async Task<ImmutableArray<TrialSnapshot>> TrialsAsync(string id, CancellationToken cancellationToken) =>
        await IsKnownAsync(id, cancellationToken)
            ? await AskAsync(grains => grains.GetGrain<ISweepGrain>(id).GetTrials(), cancellationToken)
            : [];

    public string? Holder() => $"cluster {clusterId}";

    public async Task<IControl> ConnectAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return new ClusterControl(await ClusterClient.ConnectAsync(redis, clusterId, patience.Token));
        }
        catch (SettingsException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(
                ExitCodes.Failed,
                $"The cluster {clusterId} at Redis {redis} cannot be reached: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }

    public Task PrepareAsync(TaskSpec task, CancellationToken cancellationToken) => throw NotHere();

    public Task<IRunningCluster> StartAsync(RunOptions options, CancellationToken cancellationToken) => throw NotHere();

    /// <summary>Where the cluster's checkpoint folder lies on this machine, if at all, is not known here.</summary>
    public string CheckpointPath(string relative) => relative;

    private static CliException NotHere() => new(
        ExitCodes.BadUsage, "This runs trials in this process, which --redis rules out; 'sweep submit FILE' gives a sweep to the cluster.");

    private async Task<bool> IsKnownAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).Any(headline => headline.Id == id);

    private async Task<T> AskAsync<T>(Func<IGrainFactory, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using var control = await ConnectAsync(cancellationToken);
        return await new GrainCalls(TimeProvider.System).RepeatAsync(() => ask(control.Grains), cancellationToken);
    }

    /// <summary>A connection to the cluster.</summary>
    private sealed class ClusterControl(ClusterClient client) : IControl
    {
        public IGrainFactory Grains => client.Grains;

        public ValueTask DisposeAsync() => client.DisposeAsync();
    }
}
