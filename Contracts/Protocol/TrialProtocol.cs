using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Protocol;

/// <summary>
/// The trial protocol: one JSON object per line, UTF-8, from the silo on the trial process's standard input and back on its standard
/// output. Described for authors of trial programs in <c>docs/trial-protocol.md</c>. This file is compiled into both ends.
/// </summary>
public static class TrialProtocol
{
    /// <summary>The version that both ends must agree on; sent in <see cref="HelloMessage"/>.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <summary>Writes a message for the trial process as one line without its line end.</summary>
    public static string Write(SiloMessage message) => JsonSerializer.Serialize(message, Options);

    /// <summary>Writes a message of the trial process as one line without its line end.</summary>
    public static string Write(TrialMessage message) => JsonSerializer.Serialize(message, Options);

    /// <summary>Reads a line from the silo.</summary>
    /// <exception cref="JsonException">The line is not a message of this protocol.</exception>
    public static SiloMessage ReadSiloMessage(string line) => Read<SiloMessage>(line);

    /// <summary>Reads a line from a trial process.</summary>
    /// <exception cref="JsonException">The line is not a message of this protocol.</exception>
    public static TrialMessage ReadTrialMessage(string line) => Read<TrialMessage>(line);

    private static T Read<T>(string line) =>
        JsonSerializer.Deserialize<T>(line, Options) ?? throw new JsonException("A message must be an object, not null.");

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
