namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>The norm of a net's layers.</summary>
/// <param name="Kind">Which norm.</param>
/// <param name="AfterActivation">True to normalise what the activation returns instead of what it is given.</param>
/// <param name="Momentum">The share of the latest batch in the moving averages, from 0 to 1. Books write 1 minus this.</param>
/// <param name="BiasedVariance">True when the moving variance is that of the batch itself, not the estimate n / (n - 1) times it.</param>
/// <param name="Groups">Groups of a group norm; the greatest common divisor with the channels is used.</param>
/// <param name="Epsilon">What is added to a variance before its root.</param>
public sealed record NormSettings(
    NormKind Kind,
    bool AfterActivation = false,
    double Momentum = 0.1,
    bool BiasedVariance = false,
    int Groups = 8,
    double Epsilon = 1e-5)
{
    /// <summary>No norm.</summary>
    public static NormSettings None { get; } = new(NormKind.None);

    /// <summary>Batch norm as libtorch has it.</summary>
    public static NormSettings Batch { get; } = new(NormKind.Batch);

    /// <summary>True when layers are not normalised.</summary>
    public bool IsNone => Kind == NormKind.None;

    /// <summary>True for both batch norms, which keep moving averages.</summary>
    public bool KeepsAverages => Kind is NormKind.Batch or NormKind.BatchScratch;
}
