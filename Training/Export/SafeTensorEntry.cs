using System.Text.Json.Serialization;

namespace SweepCluster.Training.Export;

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Type">Its element type, such as <c>F32</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Offsets">Where its bytes begin and end, counted from the end of the header.</param>
internal sealed record SafeTensorEntry(
    [property: JsonPropertyName("dtype")] string Type,
    [property: JsonPropertyName("shape")] IReadOnlyList<long> Shape,
    [property: JsonPropertyName("data_offsets")] IReadOnlyList<long> Offsets);
