namespace SweepCluster.Training.Models;

/// <summary>How the first weights are drawn.</summary>
internal enum InitKind
{
    /// <summary>Uniform with variance 2 / fan-in, which keeps signals alive through rectifiers (He et al. 2015).</summary>
    KaimingUniform,

    /// <summary>Normal with that variance.</summary>
    KaimingNormal,

    /// <summary>Uniform with variance 2 / (fan-in + fan-out), for saturating activations (Glorot and Bengio 2010).</summary>
    XavierUniform,

    /// <summary>Uniform within 1 / sqrt(fan-in), biases too, as PyTorch does unasked.</summary>
    TorchDefault,
}
