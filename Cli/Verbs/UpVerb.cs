using System.CommandLine;
using System.Globalization;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;
using SweepCluster.Dashboard;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep up</c>: serves every running sweep of the home, with the dashboard, until it is told to stop.</summary>
internal static class UpVerb
{
    private const int MostSilos = 16;

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var silos = new Option<int>("--silos")
        {
            Description = "How many silos share the slots, to try a cluster out: this process and others that it starts; from 1 to 16.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        silos.Validators.Add(result =>
        {
            // Whatever is no number at all is refused by the parser itself.
            if (result.Tokens is [var token]
                && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var count)
                && count is < 1 or > MostSilos)
            {
                result.AddError($"--silos was {count}; it must be from 1 to {MostSilos}.");
            }
        });
        var dashboard = new DashboardFlags();
        var local = new LocalOptions();
        return verbs.Create(
            "up",
            "Serve all running sweeps of this machine, with the dashboard.",
            [.. dashboard.All, silos, local.Devices],
            (invocation, parsed, cancellationToken) => ServeAsync(
                invocation,
                dashboard.Read(invocation, parsed),
                local.Read(parsed).Options with { Silos = parsed.GetValue(silos) },
                cancellationToken));
    }

    private static async Task<int> ServeAsync(
        Invocation invocation, DashboardOptions access, RunOptions options, CancellationToken cancellationToken)
    {
        using var stop = new StopRequest(invocation.Services.Signals);
        options = options with { ServesAll = true, Say = invocation.Services.Output.Error.WriteLine };
        await using var cluster = await invocation.Home.StartAsync(options, cancellationToken);
        await using var dashboard = await ServedDashboard.StartAsync(cluster.Grains, access, cancellationToken);
        invocation.Say($"dashboard at {dashboard.Urls}; Ctrl-C stops running trials at their last checkpoint");
        await stop.Received;
        await dashboard.StopAsync(cancellationToken);
        return ExitCodes.Done;
    }
}
