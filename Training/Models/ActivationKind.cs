namespace SweepCluster.Training.Models;

internal enum ActivationKind
{
    Relu,
    Sigmoid,
}
