namespace SweepCluster.Training.Models;

internal enum PoolKind
{
    Max,
    Avg,
}
