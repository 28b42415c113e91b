using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Running;

/// <summary>Finds the sweep that a run is about: an interrupted one of the same file, or a new one.</summary>
/// <param name="invocation">The call of the verb.</param>
/// <param name="grains">The cluster's grains.</param>
internal sealed class SweepOpening(Invocation invocation, IGrainFactory grains)
{
    private readonly GrainCalls _calls = new(invocation.Services.Time);

    /// <summary>Goes on with the newest unfinished sweep of the same spec, unless <paramref name="alwaysNew"/>; else submits the spec.</summary>
    public async Task<SessionStart> OpenAsync(string path, SweepFile file, bool alwaysNew, CancellationToken cancellationToken)
    {
        var catalog = grains.GetGrain<ISweepCatalogGrain>(0);
        var hash = invocation.Services.Files.SpecHash(file.Spec);
        var listed = await _calls.RepeatAsync(catalog.List, cancellationToken);
        var unfinished = listed.Where(headline => !headline.Status.IsFinal()).ToList();
        var interrupted = alwaysNew ? null : unfinished.Find(headline => headline.SpecHash == hash);
        MentionOthers(unfinished, interrupted, file.Spec.Name);
        var goOnWith = $"sweep run {path}";
        return interrupted is not null
            ? await GoOnAsync(interrupted.Id, goOnWith, cancellationToken)
            : await SubmitAsync(catalog, file, goOnWith, cancellationToken);
    }

    /// <summary>Goes on with a sweep of this home.</summary>
    public async Task<SessionStart> GoOnAsync(string id, string goOnWith, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<ISweepGrain>(id);
        var sweep = await _calls.RepeatAsync(grain.GetSnapshot, cancellationToken);
        if (sweep.Status == SweepStatus.Paused)
        {
            await _calls.RepeatAsync(grain.Resume, cancellationToken);
        }

        invocation.Say($"going on with {id}: {Shown.Done(sweep)}");
        return new SessionStart(sweep, sweep.Sequence, goOnWith);
    }

    private async Task<SessionStart> SubmitAsync(
        ISweepCatalogGrain catalog, SweepFile file, string goOnWith, CancellationToken cancellationToken)
    {
        // Not repeated: a submission whose answer was lost would leave two sweeps.
        var id = await catalog.Submit(file.Spec);
        var sweep = await _calls.RepeatAsync(grains.GetGrain<ISweepGrain>(id).GetSnapshot, cancellationToken);
        invocation.Say($"submitted {id}: {Shown.Task(file.Spec.Task)}, {Shown.Method(file.Spec)}");
        return new SessionStart(sweep, 0, goOnWith);
    }

    private void MentionOthers(List<SweepHeadline> unfinished, SweepHeadline? chosen, string name)
    {
        foreach (var other in unfinished.Where(headline => headline != chosen))
        {
            if (other.Name == name && chosen is null)
            {
                invocation.Say($"note: {other.Id} has the same name and is unfinished; 'sweep resume {other.Id}' goes on with it");
            }
        }
    }
}
