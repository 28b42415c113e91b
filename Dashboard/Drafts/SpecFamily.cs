using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SweepCluster.Contracts;

namespace SweepCluster.Dashboard.Drafts;

/// <summary>
/// The closed families of a spec, such as the methods, by the names that their members have in a sweep file. Names and options are read
/// off the family itself, so that a form offers all there is.
/// </summary>
internal static class SpecFamily
{
    /// <summary>The names of all members, in the order in which the family lists them.</summary>
    public static ImmutableArray<string> Names<T>() => [.. Kinds<T>().Select(kind => (string)kind.TypeDiscriminator!)];

    /// <summary>A member's name.</summary>
    public static string NameOf<T>(T member)
        where T : notnull => (string)Kinds<T>().Single(kind => kind.DerivedType == member.GetType()).TypeDiscriminator!;

    /// <summary>The member of a name, with the defaults of its options; an option without one is 0.</summary>
    public static T Create<T>(string name) => Read<T>(new JsonObject { ["type"] = name });

    /// <summary>A member's whole-number options; null for one that is left open.</summary>
    public static IEnumerable<(string Name, int? Value)> Options<T>(T member)
        where T : notnull => member.GetType().GetProperties()
            .Where(option => option.PropertyType == typeof(int) || option.PropertyType == typeof(int?))
            .Select(option => (option.Name, (int?)option.GetValue(member)));

    /// <summary>A member with another value of an option; null leaves it open, or gives it its default where it cannot be.</summary>
    public static T With<T>(T member, string option, int? value)
    {
        var node = JsonSerializer.SerializeToNode(member, SweepJson.Options)!.AsObject();
        node.Remove(JsonNamingPolicy.CamelCase.ConvertName(option));
        if (value is not null)
        {
            node[JsonNamingPolicy.CamelCase.ConvertName(option)] = value;
        }

        return Read<T>(node);
    }

    private static IEnumerable<JsonDerivedTypeAttribute> Kinds<T>() => typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>();

    private static T Read<T>(JsonObject node) => node.Deserialize<T>(SweepJson.Options)!;
}
