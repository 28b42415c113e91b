using System.ComponentModel.DataAnnotations;
using SweepCluster.Dashboard.Telemetry;

namespace SweepCluster.Dashboard;

/// <summary>How the stand-alone dashboard finds its cluster and its readers. The configuration section is <c>Dashboard</c>.</summary>
internal sealed class DashboardSettings
{
    /// <summary>The port of the cluster's gateway on this machine. Default: 30000; from 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>The cluster's id. Default: dev.</summary>
    [Required]
    public string ClusterId { get; set; } = "dev";

    /// <summary>Where to listen. Default: http://127.0.0.1:8080.</summary>
    [Required]
    public string Url { get; set; } = "http://127.0.0.1:8080";

    /// <summary>True to ask for a key although only this machine can reach the address. Default: false.</summary>
    public bool RequireLogin { get; set; }

    /// <summary>True to let everybody who can reach the address do everything. Default: false.</summary>
    public bool Insecure { get; set; }

    /// <summary>An operator's key that stands in no store; at least 32 characters. Default: none.</summary>
    public string? OperatorKey { get; set; }

    /// <summary>Where log lines go. The configuration section is <c>Log</c>, beside <c>Dashboard</c>.</summary>
    public ConsoleLog Log { get; private set; } = new();

    /// <summary>Reads <c>appsettings.json</c> beside the program, the environment and the arguments; the later win.</summary>
    /// <exception cref="FormatException">A setting cannot be read or is out of its range.</exception>
    public static DashboardSettings Read(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
        try
        {
            var settings = configuration.GetSection("Dashboard").Get<DashboardSettings>() ?? new DashboardSettings();
            settings.Log = configuration.GetSection("Log").Get<ConsoleLog>() ?? settings.Log;
            Validator.ValidateObject(settings, new ValidationContext(settings), validateAllProperties: true);
            Validator.ValidateObject(settings.Log, new ValidationContext(settings.Log), validateAllProperties: true);
            return settings;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ValidationException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }
}
