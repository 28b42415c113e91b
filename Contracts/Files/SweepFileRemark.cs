namespace SweepCluster.Contracts.Files;

/// <summary>An error or a warning about one place of a sweep file.</summary>
/// <param name="File">The file's name as the caller gave it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Seen">What stands there.</param>
/// <param name="Allowed">What would be right, or what happens instead.</param>
public sealed record SweepFileRemark(string File, int Line, int Column, string Seen, string Allowed)
{
    /// <summary>The remark without its place.</summary>
    public string Message => $"{Seen}; {Allowed}";

    /// <summary>The remark as <c>demo.yaml:7:15: parameter 'lr' has max 1e-4 below min 0.1; max must be at least min</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}: {Message}");
}
