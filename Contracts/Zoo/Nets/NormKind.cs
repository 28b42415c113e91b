namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>How features are normalised.</summary>
public enum NormKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Batch norm, by libtorch (Ioffe and Szegedy 2015).</summary>
    Batch,

    /// <summary>Batch norm, written out from its formula.</summary>
    BatchScratch,

    /// <summary>Group norm (Wu and He 2018).</summary>
    Group,
}
