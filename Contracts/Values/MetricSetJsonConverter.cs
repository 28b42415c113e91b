using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Values;

/// <summary>Writes a <see cref="MetricSet"/> as one JSON object; NaN and the infinities become the strings of that name.</summary>
public sealed class MetricSetJsonConverter : JsonConverter<MetricSet>
{
    /// <inheritdoc/>
    public override MetricSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Metrics must be an object, not {reader.TokenType}.");
        }

        var metrics = ImmutableArray.CreateBuilder<Metric>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            metrics.Add(new Metric(name, JsonSerializer.Deserialize<double>(ref reader, SweepJson.Options)));
        }

        return new MetricSet(metrics.ToImmutable());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MetricSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, number) in value.Values)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, number, SweepJson.Options);
        }

        writer.WriteEndObject();
    }
}
