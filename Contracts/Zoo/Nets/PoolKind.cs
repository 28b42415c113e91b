namespace SweepCluster.Contracts.Zoo.Nets;

/// <summary>What a pooling window keeps.</summary>
public enum PoolKind
{
    /// <summary>The greatest value.</summary>
    Max,

    /// <summary>The mean.</summary>
    Avg,
}
