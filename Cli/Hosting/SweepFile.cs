using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Hosting;

/// <summary>What a sweep file says.</summary>
/// <param name="Spec">What is asked for.</param>
/// <param name="Warnings">Lines for people about what is allowed but probably not meant.</param>
internal sealed record SweepFile(SweepSpec Spec, ImmutableArray<string> Warnings);
