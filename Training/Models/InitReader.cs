using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Training.Models;

/// <summary>Reads how the first weights are drawn.</summary>
internal static class InitReader
{
    public static InitKind Read(ParameterReader parameters, IArchitecture architecture) =>
        parameters.IsStandard("init") ? StandardFor(architecture) : parameters.Choice<InitKind>("init");

    public static InitKind StandardFor(IArchitecture architecture) =>
        architecture.Activation == ActivationKind.Relu ? InitKind.KaimingUniform : InitKind.XavierUniform;
}
