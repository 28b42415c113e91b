using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Values;

/// <summary>Writes a <see cref="ParameterSet"/> as one JSON object that keeps the order of the names.</summary>
public sealed class ParameterSetJsonConverter : JsonConverter<ParameterSet>
{
    private static readonly ParameterValueJsonConverter ValueConverter = new();

    /// <inheritdoc/>
    public override ParameterSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A parameter set must be an object, not {reader.TokenType}.");
        }

        var values = ImmutableArray.CreateBuilder<NamedValue>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            values.Add(new NamedValue(name, ValueConverter.Read(ref reader, typeof(ParameterValue), options)));
        }

        return new ParameterSet(values.ToImmutable());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParameterSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, chosen) in value.Values)
        {
            writer.WritePropertyName(name);
            ValueConverter.Write(writer, chosen, options);
        }

        writer.WriteEndObject();
    }
}
