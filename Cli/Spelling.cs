namespace SweepCluster.Cli;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Spelling
{
    private const int MostEdits = 2;

    /// <summary>The known word that is at most two edits away, the nearest one; null when there is none.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known
            .Select(candidate => (candidate, Distance(word, candidate)))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Min(MostEdits, nearest.Length - 1) ? nearest : null;
    }

    // Edits are insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static int Distance(string first, string second)
    {
        var table = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Edits(table, first, second, i, j);
            }
        }

        return table[first.Length, second.Length];
    }

    private static int Edits(int[,] table, string first, string second, int i, int j)
    {
        var replaced = table[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
        var least = Math.Min(replaced, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
        var isSwap = i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1];
        return isSwap ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }
}
