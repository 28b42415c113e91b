using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts;

/// <summary>The one way in which SweepCluster's values become JSON: in the event log, in <c>--json</c> output and in the API.</summary>
public static class SweepJson
{
    /// <summary>Camel case, enums as camel-case names, absent values omitted, NaN and infinities as strings.</summary>
    public static JsonSerializerOptions Options { get; } = Create(indented: false);

    /// <summary>As <see cref="Options"/>, on several lines for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
            WriteIndented = indented,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
