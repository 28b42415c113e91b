using System.ComponentModel.DataAnnotations;
using SweepCluster.Dashboard;

var settings = new DashboardSettings();
new ConfigurationBuilder()
    .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
    .AddEnvironmentVariables()
    .AddCommandLine(args)
    .Build()
    .GetSection("Dashboard")
    .Bind(settings);
try
{
    Validator.ValidateObject(settings, new ValidationContext(settings), validateAllProperties: true);
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
catch (Exception exception) when (exception is FormatException or ValidationException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
