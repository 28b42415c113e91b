using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SweepCluster.Contracts.Ids;

/// <summary>Names one trial of one sweep; prints as <c>demo-1/7</c>.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Number">The trial's number, counted from 0 within its sweep.</param>
[GenerateSerializer, Alias("trial-id"), Immutable]
public readonly record struct TrialId([property: Id(0)] string Sweep, [property: Id(1)] int Number)
{
    /// <summary>Reads what <see cref="ToString"/> prints.</summary>
    /// <exception cref="FormatException">The text is not <c>sweep/number</c>.</exception>
    public static TrialId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a trial id; expected sweep/number, such as demo-1/7.");

    /// <summary>Reads what <see cref="ToString"/> prints; false when the text is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TrialId id)
    {
        id = default;
        var slash = text?.LastIndexOf('/') ?? -1;
        if (slash <= 0 || !int.TryParse(text!.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        id = new TrialId(text![..slash], number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sweep}/{Number}");
}
