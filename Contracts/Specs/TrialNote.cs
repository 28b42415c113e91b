namespace SweepCluster.Contracts.Specs;

/// <summary>What somebody wants to remember of a trial; null leaves a thing as it is.</summary>
/// <param name="Note">A text of at most <see cref="MostLength"/> characters; empty for none.</param>
/// <param name="IsPinned">True to find the trial again at a glance.</param>
[GenerateSerializer, Alias("trial-note"), Immutable]
public sealed record TrialNote([property: Id(0)] string? Note = null, [property: Id(1)] bool? IsPinned = null)
{
    /// <summary>A note is no longer.</summary>
    public const int MostLength = 2_000;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem =>
        Note is null ? null
        : Note.Length > MostLength ? $"note had {Note.Length} characters; it must have at most {MostLength}."
        : Note.Where(IsForbidden).Select(character => (int?)character).FirstOrDefault() is { } found
            ? $"note had the control character U+{found:X4}; of those only line breaks and tabs are allowed."
        : null;

    private static bool IsForbidden(char character) => char.IsControl(character) && character is not ('\n' or '\r' or '\t');
}
