namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>The non-linear function between layers.</summary>
public enum ActivationKind
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,
}
