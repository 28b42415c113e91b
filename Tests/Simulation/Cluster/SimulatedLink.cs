using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests.Cluster;

/// <summary>Repeats an attempt's calls to its sweep until one succeeds or none has for the self-fence time, as a slot's link does.</summary>
internal sealed class SimulatedLink(SimulatedSilo silo, AttemptId attempt, TimeSpan selfFence)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private TimeSpan _succeededAt = silo.World.Time.Now;

    public Task<DirectiveReply> Report(AttemptReport report) => CallAsync(sweep => sweep.Report(report));

    public Task<DirectiveReply> SaveCheckpoint(CheckpointRef checkpoint) => CallAsync(sweep => sweep.SaveCheckpoint(attempt, checkpoint));

    public Task<DirectiveReply> Renew() => CallAsync(sweep => sweep.Renew(attempt, true));

    public Task<bool> End(AttemptOutcome outcome) => CallAsync(sweep => sweep.EndAttempt(attempt, outcome));

    /// <exception cref="LeaseLostException">No call has succeeded for the self-fence time.</exception>
    private async Task<T> CallAsync<T>(Func<SweepActivation, Task<T>> call)
    {
        var world = silo.World;
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            var startedAt = world.Time.Now;
            try
            {
                world.Journal.Say(attempt);
                var answer = await world.Network.CallAsync(silo, () => call(world.Activation(attempt.Trial.Sweep)));
                _succeededAt = startedAt;
                return answer;
            }
            catch (Exception exception) when (exception is TimeoutException or IOException)
            {
                RequireLease();
            }

            await silo.Delay(delay);
        }
    }

    private void RequireLease()
    {
        if (silo.World.Time.Now - _succeededAt >= selfFence && silo.World.Plan.Planted != Planted.Stubborn)
        {
            throw new LeaseLostException();
        }
    }
}
