using SweepCluster.Dashboard;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Telemetry;

try
{
    var settings = DashboardSettings.Read(args);
    await using var app = DashboardHost.Build(
        services => services.GetRequiredService<IClusterClient>(),
        new DashboardOptions(settings.Url)
        {
            RequiresLogin = settings.RequireLogin,
            IsInsecure = settings.Insecure,
            OperatorKey = settings.OperatorKey,
        },
        builder =>
        {
            builder.AddCollector();
            settings.Log.AddTo(builder.Logging);
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Information);
            builder.Host.UseConsoleLifetime();
            builder.UseOrleansClient(client => client.UseLocalhostClustering(
                settings.GatewayPort, serviceId: "sweepcluster", clusterId: settings.ClusterId));
        });
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is FormatException or KeyMissingException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
