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

    /// <summary>How many kernels <see cref="Near"/> would name.</summary>
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

    /// <summary>The ratio of a kernel's density to the prior's at the value aimed at, as its logarithm.</summary>
    public abstract double LogRatio(int slot);

    /// <summary>The slots of all kernels that have something to say at the value aimed at: the others are too far away to count.</summary>
    public abstract ReadOnlySpan<int> Near();

    /// <summary>Draws a coordinate from a kernel.</summary>
    /// <param name="slot">The kernel's slot; null for the prior.</param>
    /// <param name="random">The random numbers.</param>
    public abstract double Draw(int? slot, TrialRandom random);
}
