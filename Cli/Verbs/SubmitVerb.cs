using System.CommandLine;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep submit FILE</c>: gives a sweep to a cluster, or to the home for <c>sweep up</c> to serve, and does not wait for it.</summary>
internal static class SubmitVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var file = new Argument<string>("FILE") { Description = "The sweep file." };
        return verbs.Create(
            "submit",
            "Give a sweep to a cluster, or to 'sweep up' on this machine, and return at once.",
            [file],
            (invocation, parsed, cancellationToken) => SubmitAsync(invocation, parsed.GetRequiredValue(file), cancellationToken));
    }

    private static async Task<int> SubmitAsync(Invocation invocation, string path, CancellationToken cancellationToken)
    {
        var file = invocation.Services.Files.Read(path);
        foreach (var warning in file.Warnings)
        {
            invocation.Services.Output.Error.WriteLine(warning);
        }

        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var id = await control.Grains.GetGrain<ISweepCatalogGrain>(0).Submit(file.Spec);
        invocation.Result(
            new { Sweep = id },
            _ => invocation.Say($"submitted {id}: {Shown.Task(file.Spec.Task)}, {Shown.Method(file.Spec)}"));
        return ExitCodes.Done;
    }
}
