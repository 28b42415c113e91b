using System.Collections.Immutable;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Drafts;

/// <summary>A text that is to become a sweep, read by the reader of sweep files.</summary>
/// <param name="Text">The text.</param>
/// <param name="Spec">What it asks for; null when it has errors.</param>
/// <param name="Problems">Errors, or else warnings, in the order of the text.</param>
internal sealed record Draft(string Text, SweepSpec? Spec, ImmutableArray<Problem> Problems)
{
    /// <summary>Reads a text.</summary>
    public static Draft Read(string text)
    {
        try
        {
            var file = SweepFileReader.Read(text, "sweep.yaml");
            return new Draft(text, file.Spec, [.. file.Warnings.Select(Problem.Warning)]);
        }
        catch (SweepFileException exception)
        {
            return new Draft(text, null, [.. exception.Errors.Select(Problem.Error)]);
        }
    }
}
