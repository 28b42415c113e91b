using System.Collections.Immutable;
using System.Reflection;

namespace SweepCluster.Dashboard.Drafts;

/// <summary>The project's example sweep files, which are part of this assembly.</summary>
internal static class Templates
{
    private const string Prefix = "examples/";
    private const string Suffix = ".yaml";
    private static readonly Assembly Source = typeof(Templates).Assembly;

    /// <summary>The names of all examples.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. Source.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of an example; null when there is none of this name.</summary>
    public static string? Find(string name)
    {
        if (!Names.Contains(name))
        {
            return null;
        }

        using var reader = new StreamReader(Source.GetManifestResourceStream(Prefix + name + Suffix)!);
        return reader.ReadToEnd();
    }
}
