using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>A sweep file that was read without error.</summary>
/// <param name="Spec">What the file asks for.</param>
/// <param name="Warnings">What is allowed but probably not meant, in the order of the file.</param>
public sealed record SweepFile(SweepSpec Spec, ImmutableArray<SweepFileRemark> Warnings);
