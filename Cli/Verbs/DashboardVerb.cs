using System.CommandLine;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;
using SweepCluster.Dashboard;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep dashboard</c>: the dashboard of a cluster, whether or not the cluster is there yet, until it is told to stop.</summary>
internal static class DashboardVerb
{
    // As of a silo's settings: where a deployment keeps them, such as in a secret, both read the same.
    private const string RedisVariable = "SWEEP_Cluster__Redis";
    private const string ClusterIdVariable = "SWEEP_Cluster__ClusterId";

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var sessions = new Option<string?>("--session-keys")
        {
            Description = "A folder for the keys that sessions of browsers are sealed with, so that they outlive this process and hold with "
                + "other dashboards that share it. Default: none.",
            HelpName = "DIR",
        };
        var flags = new DashboardFlags();
        return verbs.Create(
            "dashboard",
            "Serve the dashboard of a cluster (--redis), which may come and go meanwhile.",
            [.. flags.All, sessions],
            (invocation, parsed, cancellationToken) => ServeAsync(
                invocation, flags.Read(invocation, parsed) with { SessionKeys = parsed.GetValue(sessions) }, cancellationToken));
    }

    private static async Task<int> ServeAsync(Invocation invocation, DashboardOptions options, CancellationToken cancellationToken)
    {
        var logs = ConsoleLogs.Read(invocation.Services.Variable(ConsoleLogs.Variable));
        using var stop = new StopRequest(invocation.Services.Signals);
        await using var client = Open(invocation);
        await using var dashboard = await ServedDashboard.StartAsync(client.Grains, options, cancellationToken, logs);
        invocation.Say($"dashboard at {dashboard.Urls}");
        if (await Task.WhenAny(stop.Received, client.Failed) is Task<Exception> failed)
        {
            throw new CliException(ExitCodes.Failed, $"The cluster cannot be reached: {(await failed).Message}");
        }

        await dashboard.StopAsync(cancellationToken);
        return ExitCodes.Done;
    }

    private static ClusterClient Open(Invocation invocation)
    {
        var redis = invocation.Redis ?? invocation.Services.Variable(RedisVariable) ?? throw new CliException(
            ExitCodes.BadUsage,
            $"Neither --redis nor the environment variable {RedisVariable} is given; one of them must say where the cluster's Redis is, such "
            + "as redis:6379. ('sweep up' serves the dashboard of this machine's home.)");
        var clusterId = invocation.ClusterId ?? invocation.Services.Variable(ClusterIdVariable) ?? Invocation.DefaultClusterId;
        try
        {
            return ClusterClient.Open(redis, clusterId, invocation.Services.Output.Error.WriteLine);
        }
        catch (SettingsException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }
}
