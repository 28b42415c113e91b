using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep drain NAME</c>: lets a silo take no work, or work again.</summary>
internal static class DrainVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var name = new Argument<string>("NAME") { Description = "The silo's name, as the dashboard's page Cluster shows it." };
        var resume = new Option<bool>("--resume") { Description = "Let the silo take work again." };
        var wait = new Option<bool>("--wait") { Description = "Return when nothing runs there any more, or when the silo has left." };
        return verbs.Create(
            "drain",
            "Let a silo take no work; what runs there stops at the end of its step and goes on elsewhere.",
            [name, resume, wait],
            (invocation, parsed, cancellationToken) => OrderAsync(
                invocation,
                parsed.GetRequiredValue(name),
                parsed.GetValue(resume) ? SiloOrder.Work : SiloOrder.Drain,
                parsed.GetValue(wait) && !parsed.GetValue(resume),
                cancellationToken));
    }

    private static async Task<int> OrderAsync(
        Invocation invocation, string name, SiloOrder order, bool waits, CancellationToken cancellationToken)
    {
        if (invocation.Home.Holder() is null)
        {
            throw new CliException(ExitCodes.BadUsage, $"Nobody runs {invocation.HomeDirectory}, so it has no silo; 'sweep up' runs it.");
        }

        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var cluster = control.Grains.GetGrain<IClusterGrain>(0);
        try
        {
            var calls = new GrainCalls(invocation.Services.Time);
            await calls.RepeatAsync(() => cluster.Order(name, order), cancellationToken);
            await (waits ? calls.RepeatAsync(() => AwaitRestAsync(cluster, name, cancellationToken), cancellationToken) : Task.CompletedTask);
        }
        catch (KeyNotFoundException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }

        var said = order == SiloOrder.Work ? "works"
            : waits ? "is drained; nothing runs there"
            : "drains; running trials stop at the end of their step and go on elsewhere";
        invocation.Result(new { Silo = name, IsDraining = order == SiloOrder.Drain }, _ => invocation.Say($"{name} {said}"));
        return ExitCodes.Done;
    }

    /// <summary>Ends when the silo takes no work and runs nothing, or is not there any more.</summary>
    private static async Task AwaitRestAsync(IClusterGrain cluster, string name, CancellationToken cancellationToken)
    {
        await foreach (var silos in cluster.WatchSilos(cancellationToken).WithCancellation(cancellationToken))
        {
            if (silos.FirstOrDefault(silo => silo.Name == name) is not { } silo || silo.Slots.All(slot => slot is { State: "draining", Attempt: null }))
            {
                return;
            }
        }
    }
}
