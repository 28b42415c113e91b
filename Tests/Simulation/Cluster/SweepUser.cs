using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Search.Engine;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>Submits a sweep and pauses, resumes or cancels it later, repeating a command until it is acknowledged.</summary>
internal sealed class SweepUser(World world, SweepPlan plan, string id, int seed)
{
    private readonly SimulatedSilo _desk = new(world, number: 999, life: 1, new SiloPlan(0));

    public async Task RunAsync()
    {
        Submit();
        foreach (var (at, command) in Commands().OrderBy(entry => entry.At))
        {
            var wait = TimeSpan.FromSeconds(at) - world.Time.Now;
            await _desk.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            await OrderAsync(command);
        }
    }

    private void Submit()
    {
        var log = new SweepLog(id, plan);
        var engine = new SweepEngine();
        var submitted = new SweepSubmitted(plan.Spec(id, seed)) { Sequence = 1, Time = world.Time.GetUtcNow() };
        engine.Apply(submitted);
        log.TryAppend([submitted], engine.Snapshot(id));
        world.Logs.Add(log);
        world.Add(log);
    }

    private IEnumerable<(double At, Func<SweepActivation, Task> Command)> Commands()
    {
        if (plan.PauseAt is { } pause)
        {
            yield return (pause, sweep => sweep.Pause());
        }

        if (plan.ResumeAt is { } resume)
        {
            yield return (resume, sweep => sweep.Resume());
        }

        if (plan.CancelAt is { } cancel)
        {
            yield return (cancel, sweep => sweep.Cancel());
        }
    }

    private async Task OrderAsync(Func<SweepActivation, Task> command)
    {
        while (!world.Logs.Single(log => log.Id == id).Status.IsFinal())
        {
            try
            {
                await world.Network.CallAsync(_desk, () => CarryOutAsync(command));
                return;
            }
            catch (Exception exception) when (exception is TimeoutException or IOException)
            {
                await _desk.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    private async Task<bool> CarryOutAsync(Func<SweepActivation, Task> command)
    {
        await command(world.Activation(id));
        return true;
    }
}
