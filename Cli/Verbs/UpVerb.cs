using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;
using SweepCluster.Dashboard;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep up</c>: serves every running sweep of the home, with the dashboard, until it is told to stop.</summary>
internal static class UpVerb
{
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private const int MostSilos = 16;

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var url = new Option<string>("--url")
        {
            Description = "Where the dashboard listens. Where others can reach it, it asks for keys ('sweep keys').",
            HelpName = "URL",
            DefaultValueFactory = _ => DefaultUrl,
        };
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
        var requiresLogin = new Option<bool>("--require-login") { Description = "Ask for a key although only this machine can reach the dashboard." };
        var isInsecure = new Option<bool>("--insecure") { Description = "Let everybody who can reach the dashboard do everything." };
        var local = new LocalOptions();
        return verbs.Create(
            "up",
            "Serve all running sweeps of this machine, with the dashboard.",
            [url, requiresLogin, isInsecure, silos, local.Devices],
            (invocation, parsed, cancellationToken) =>
            {
                var access = new DashboardOptions(parsed.GetValue(url)!)
                {
                    RequiresLogin = parsed.GetValue(requiresLogin),
                    IsInsecure = parsed.GetValue(isInsecure),
                    OperatorKey = invocation.Services.Variable("SWEEP_OPERATOR_KEY"),
                };
                return ServeAsync(
                    invocation, access, local.Read(parsed).Options with { Silos = parsed.GetValue(silos) }, cancellationToken);
            });
    }

    private static async Task<int> ServeAsync(
        Invocation invocation, DashboardOptions access, RunOptions options, CancellationToken cancellationToken)
    {
        using var stop = new StopRequest(invocation.Services.Signals);
        options = options with { ServesAll = true, Say = invocation.Services.Output.Error.WriteLine };
        await using var cluster = await invocation.Home.StartAsync(options, cancellationToken);
        await using var dashboard = Build(cluster, access);
        await StartAsync(dashboard, access.Url, cancellationToken);
        invocation.Say($"dashboard at {string.Join(" and ", dashboard.Urls)}; Ctrl-C stops running trials at their last checkpoint");
        await stop.Received;
        await dashboard.StopAsync(cancellationToken);
        return ExitCodes.Done;
    }

    private static WebApplication Build(IRunningCluster cluster, DashboardOptions access)
    {
        try
        {
            return DashboardHost.Build(_ => cluster.Grains, access);
        }
        catch (FormatException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private static async Task StartAsync(
        WebApplication dashboard, string url, CancellationToken cancellationToken)
    {
        try
        {
            await dashboard.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is KeyMissingException or FormatException)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
        catch (IOException exception)
        {
            throw new CliException(ExitCodes.Failed, $"The dashboard cannot listen on {url}: {exception.Message} Choose another with --url.");
        }
    }
}
