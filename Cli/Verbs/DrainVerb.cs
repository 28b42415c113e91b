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
        return verbs.Create(
            "drain",
            "Let a silo take no work; what runs there stops at the end of its step and goes on elsewhere.",
            [name, resume],
            (invocation, parsed, cancellationToken) => OrderAsync(
                invocation, parsed.GetRequiredValue(name), parsed.GetValue(resume) ? SiloOrder.Work : SiloOrder.Drain, cancellationToken));
    }

    private static async Task<int> OrderAsync(Invocation invocation, string name, SiloOrder order, CancellationToken cancellationToken)
    {
        if (invocation.Home.Holder() is null)
        {
            throw new CliException(ExitCodes.BadUsage, $"Nobody runs {invocation.HomeDirectory}, so it has no silo; 'sweep up' runs it.");
        }

        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var cluster = control.Grains.GetGrain<IClusterGrain>(0);
        try
        {
            await new GrainCalls(invocation.Services.Time).RepeatAsync(() => cluster.Order(name, order), cancellationToken);
        }
        catch (KeyNotFoundException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }

        var said = order == SiloOrder.Drain ? "drains; running trials stop at the end of their step and go on elsewhere" : "works";
        invocation.Result(new { Silo = name, IsDraining = order == SiloOrder.Drain }, _ => invocation.Say($"{name} {said}"));
        return ExitCodes.Done;
    }
}
