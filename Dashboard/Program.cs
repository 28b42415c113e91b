using SweepCluster.Dashboard;

try
{
    var settings = DashboardSettings.Read(args);
    await using var app = DashboardHost.Build(
        services => services.GetRequiredService<IClusterClient>(),
        settings.Url,
        builder =>
        {
            builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Information);
            builder.Host.UseConsoleLifetime();
            builder.UseOrleansClient(client => client.UseLocalhostClustering(
                settings.GatewayPort, serviceId: "sweepcluster", clusterId: settings.ClusterId));
        });
    await app.RunAsync();
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
