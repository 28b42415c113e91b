using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>A family of networks with its hyperparameters filled in. Extension: a record with these two, and a line in the zoo.</summary>
public interface IArchitecture
{
    /// <summary>The activation that the first weights are drawn for.</summary>
    ActivationKind Activation { get; }

    /// <summary>Appends the family's layers, from the image to one number per class.</summary>
    /// <exception cref="InfeasibleException">A layer does not fit.</exception>
    void Build(NetBuilder net, int classes);
}
