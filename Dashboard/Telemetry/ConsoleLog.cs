using System.ComponentModel.DataAnnotations;

namespace SweepCluster.Dashboard.Telemetry;

/// <summary>Where the stand-alone dashboard's log lines go. The configuration section is <c>Log</c>.</summary>
internal sealed class ConsoleLog
{
    /// <summary><c>text</c> for people, <c>json</c> for one object a line, <c>none</c> for nothing. Default: text.</summary>
    [RegularExpression("none|text|json", ErrorMessage = "Log:Console must be none, text or json.")]
    public string Console { get; set; } = "text";

    /// <summary>Adds what the setting says.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        if (Console == "json")
        {
            logging.AddJsonConsole(json => json.IncludeScopes = true);
        }
        else if (Console == "text")
        {
            logging.AddSimpleConsole();
        }
    }
}
