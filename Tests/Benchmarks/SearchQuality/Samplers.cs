using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>The methods that can be named on the command line.</summary>
internal static class Samplers
{
    /// <summary>The names of all methods that any space can be searched with, and that do not live on trials that end early.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(MethodSpec).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Where(method => method.DerivedType != typeof(GridMethod) && method.DerivedType != typeof(BohbMethod) && method.DerivedType != typeof(DehbMethod))
            .Select(method => (string)method.TypeDiscriminator!),
    ];

    /// <summary>A method by its name, or by all it is made of, as in <c>{"type":"tpe","startupTrials":20}</c>.</summary>
    /// <exception cref="ArgumentException">There is no such method.</exception>
    public static MethodSpec Find(string text)
    {
        try
        {
            var json = text.StartsWith('{') ? text : JsonSerializer.Serialize(new { type = text }, SweepJson.Options);
            return JsonSerializer.Deserialize<MethodSpec>(json, SweepJson.Options)!;
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw new ArgumentException($"There is no sampler '{text}'; there are {string.Join(", ", All)}.", problem);
        }
    }
}
