using Microsoft.Extensions.Logging;

namespace SweepCluster.Cli.Hosting;

/// <summary>Where a dashboard's log lines go: the setting <c>Log:Console</c>, as silos have it.</summary>
internal static class ConsoleLogs
{
    /// <summary>The environment variable that holds the setting.</summary>
    public const string Variable = "SWEEP_Log__Console";

    /// <summary>What adds standard error to the logs: lines for people, one JSON object a line, or nothing, the default.</summary>
    /// <param name="setting"><c>text</c>, <c>json</c>, <c>none</c>, or null for the default.</param>
    /// <exception cref="CliException">It is something else.</exception>
    public static Action<ILoggingBuilder> Read(string? setting) => (setting ?? "none") switch
    {
        "none" => ToNowhere,
        "text" => logs => ToStandardError(logs).AddSimpleConsole(),
        "json" => logs => ToStandardError(logs).AddJsonConsole(),
        var other => throw new CliException(ExitCodes.BadUsage, $"Log:Console ({Variable}) was '{other}'; it must be none, text or json."),
    };

    private static ILoggingBuilder ToStandardError(ILoggingBuilder logs) =>
        logs.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    private static void ToNowhere(ILoggingBuilder logs)
    {
        // A dashboard's host begins without any.
    }
}
