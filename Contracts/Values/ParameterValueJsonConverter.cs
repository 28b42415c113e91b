using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Values;

/// <summary>Writes a <see cref="ParameterValue"/> as the plain JSON value it is; a real number always has a point or an exponent.</summary>
public sealed class ParameterValueJsonConverter : JsonConverter<ParameterValue>
{
    /// <inheritdoc/>
    public override ParameterValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => ParameterValue.Of(reader.GetString()!),
            JsonTokenType.True => ParameterValue.Of(true),
            JsonTokenType.False => ParameterValue.Of(false),
            JsonTokenType.Number when !LooksReal(ref reader) && reader.TryGetInt64(out var integer) => ParameterValue.Of(integer),
            JsonTokenType.Number => ParameterValue.Of(reader.GetDouble()),
            _ => throw new JsonException($"A parameter's value must be a text, a number or a flag, not {reader.TokenType}."),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParameterValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case ParameterValueKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case ParameterValueKind.Integer:
                writer.WriteNumberValue(value.Integer);
                break;
            case ParameterValueKind.Real:
                writer.WriteRawValue(RealText(value));
                break;
            default:
                writer.WriteBooleanValue(value.Integer == 1);
                break;
        }
    }

    private static string RealText(ParameterValue value)
    {
        var text = value.ToString();
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static bool LooksReal(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[64];
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > buffer.Length)
        {
            return true;
        }

        if (reader.HasValueSequence)
        {
            var position = 0;
            foreach (var segment in reader.ValueSequence)
            {
                segment.Span.CopyTo(buffer[position..]);
                position += segment.Length;
            }

            return buffer[..position].ContainsAny((byte)'.', (byte)'e', (byte)'E');
        }

        return reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E');
    }
}
