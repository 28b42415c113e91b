using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Parzen;

/// <summary>
/// One parameter of a mixture: what each kernel thinks of its values, by the kernel's slot, and what the prior does. A kernel whose trial
/// did not have the parameter thinks like the prior. Everything is told as the logarithm of its ratio to the prior.
/// </summary>
internal abstract class KernelColumn
{
    /// <summary>Makes the column for a domain.</summary>
    public static KernelColumn For(Domain domain) => domain is ChoiceDomain choices ? new ChoiceColumn(choices) : new NumberColumn(domain);

    /// <summary>How many kernels have the parameter.</summary>
    public abstract int Count { get; }

    /// <summary>No kernel's ratio at the value aimed at is greater.</summary>
    public abstract double Most { get; }

    /// <summary>How many kernels at least are near the value aimed at; the column of fewest tells most kernels to be too far away.</summary>
    public abstract int NearCount { get; }

    /// <summary>Takes the next slot.</summary>
    /// <param name="slot">The slot, the number of kernels so far.</param>
    /// <param name="trial">The trial that it stands for.</param>
    /// <param name="coordinate">The trial's coordinate; NaN when it did not have the parameter.</param>
    public abstract void Add(int slot, int trial, double coordinate);

    /// <summary>Frees a slot; the last one takes its place.</summary>
    public abstract void Remove(int slot, int last);

    /// <summary>Says at which value kernels are asked for their ratios next.</summary>
    public abstract void Aim(double coordinate);

    /// <summary>Adds to sums the ratio of kernels' densities to the prior's at the value aimed at, as logarithms.</summary>
    /// <param name="slots">The kernels' slots.</param>
    /// <param name="sums">A sum for each of them.</param>
    public abstract void AddLogRatios(ReadOnlySpan<int> slots, Span<double> sums);

    /// <summary>Draws a coordinate from a kernel.</summary>
    /// <param name="slot">The kernel's slot; null for the prior.</param>
    /// <param name="place">Where the random numbers begin.</param>
    public abstract double Draw(int? slot, DrawPlace place);
}
