using System.Text.RegularExpressions;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>name</c>, or makes one from the file's name.</summary>
internal static partial class SweepName
{
    private const int Longest = 48;

    public static string? Read(Section sweep, string fileName, Remarks remarks)
    {
        if (sweep.Take("name") is not { } node)
        {
            return FromFile(fileName);
        }

        var name = node.AsText("name", remarks);
        if (name is not null && !Allowed().IsMatch(name))
        {
            remarks.Error(
                node.Place,
                $"name is {node.Description}",
                $"it must be 1 to {Longest} lower-case letters, digits and dashes, first a letter or digit");
        }

        return name;
    }

    private static string FromFile(string fileName)
    {
        var name = NotAllowed().Replace(Path.GetFileNameWithoutExtension(fileName).ToLowerInvariant(), "-").Trim('-');
        return name.Length == 0 ? "sweep" : name[..Math.Min(name.Length, Longest)];
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,47}\z")]
    private static partial Regex Allowed();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotAllowed();
}
