using System.Text.Json;
using System.Text.Json.Serialization;

namespace SweepCluster.Training.Checkpoints;

/// <summary>
/// The layout of a checkpoint: magic (8 bytes), version and header length (4 bytes each, little-endian), the header in JSON, the tensors'
/// elements one after the other, and the SHA-256 of everything before.
/// </summary>
internal static class CheckpointFormat
{
    public const int Version = 1;
    public const int PrefixBytes = 16;
    public const int DigestBytes = 32;

    public static ReadOnlySpan<byte> Magic => "SWEEPCKP"u8;

    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
