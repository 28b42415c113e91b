namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>What a weight tensor is for, which decides how it starts and whether it decays.</summary>
public enum WeightKind
{
    /// <summary>The kernels of a convolution: (out, in, height, width).</summary>
    Convolution,

    /// <summary>The matrix of a fully connected layer: (out, in).</summary>
    Linear,

    /// <summary>A bias; starts at 0.</summary>
    Bias,

    /// <summary>The gain of a norm; starts at 1.</summary>
    NormGain,

    /// <summary>The shift of a norm; starts at 0.</summary>
    NormShift,
}
