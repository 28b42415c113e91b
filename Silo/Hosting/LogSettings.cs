using System.Globalization;
using Microsoft.Extensions.Configuration;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace SweepCluster.Silo.Hosting;

/// <summary>Where log lines go beside the files of the home. The configuration section is <c>Log</c>.</summary>
internal static class LogSettings
{
    /// <summary>How a line looks for people.</summary>
    public const string Template =
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{" + LogThrottle.OmittedProperty + "}{NewLine}{Exception}";

    private const string Key = "Log:Console";

    /// <summary>
    /// Adds standard error, if the setting <c>Log:Console</c> says so: <c>text</c> for people, <c>json</c> for one object a line, with
    /// <c>sweep</c>, <c>trial</c> and <c>attempt</c> on lines about them; <c>none</c>, the default, for nothing.
    /// </summary>
    /// <exception cref="SettingsException">The setting is something else.</exception>
    public static LoggerConfiguration ToConsole(this LoggerSinkConfiguration sinks, LoggerConfiguration logs, IConfiguration configuration) =>
        (configuration[Key] ?? "none") switch
        {
            "none" => logs,
            "text" => sinks.Console(
                outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose),
            "json" => sinks.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose),
            var other => throw new SettingsException($"{Key} was '{other}'; it must be none, text or json."),
        };
}
