namespace SweepCluster.Contracts.Files;

/// <summary>Finds what somebody probably meant by a misspelt name.</summary>
public static class Nearest
{
    /// <summary>What is allowed instead of a name, beginning with the one that is probably meant if there is one.</summary>
    public static string Among(string seen, IReadOnlyCollection<string> allowed)
    {
        var all = "allowed: " + string.Join(", ", allowed);
        return Find(seen, allowed) is { } meant ? $"did you mean '{meant}'? {all}" : all;
    }

    /// <summary>The most similar of the names, or null when none is similar.</summary>
    public static string? Find(string seen, IEnumerable<string> names)
    {
        var nearest = names.Select(name => (Name: name, Edits: Edits(seen, name))).OrderBy(found => found.Edits).FirstOrDefault();
        return nearest.Name is { } name && nearest.Edits <= Math.Max(1, Math.Min(seen.Length, name.Length) / 3) ? name : null;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.</summary>
    private static int Edits(string first, string second)
    {
        const int Hopeless = 64;
        if (first.Length > Hopeless || second.Length > Hopeless)
        {
            return Hopeless;
        }

        var edits = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Cheapest(edits, first, second, i, j);
            }
        }

        return edits[first.Length, second.Length];
    }

    private static int Cheapest(int[,] edits, string first, string second, int i, int j)
    {
        var replaced = edits[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
        var cheapest = Math.Min(replaced, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1];
        return swapped ? Math.Min(cheapest, edits[i - 2, j - 2] + 1) : cheapest;
    }
}
