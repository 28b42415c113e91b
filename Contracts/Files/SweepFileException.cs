using System.Collections.Immutable;

namespace SweepCluster.Contracts.Files;

/// <summary>A sweep file that cannot be used, with every error that was found in it, up to 100.</summary>
public sealed class SweepFileException : Exception
{
    internal SweepFileException(ImmutableArray<SweepFileRemark> errors)
        : base(string.Join('\n', errors))
    {
        Errors = errors;
    }

    /// <summary>The errors in the order of the file; at least one.</summary>
    public ImmutableArray<SweepFileRemark> Errors { get; }
}
