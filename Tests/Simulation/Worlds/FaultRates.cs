using System.Text.Json.Serialization;

namespace SweepCluster.Simulation.Tests.Worlds;

/// <summary>How often what goes wrong. All zero is a quiet world.</summary>
/// <param name="Lost">Chance that a message or an answer is lost, from 0 to 1.</param>
/// <param name="Duplicated">Chance that a message arrives twice.</param>
/// <param name="Slow">Chance that a message takes seconds instead of milliseconds, so that later ones overtake it.</param>
/// <param name="Crashed">Chance that a trial crashes in a step.</param>
/// <param name="Diverged">Chance that a trial diverges in a step.</param>
/// <param name="Infeasible">Share of trials that cannot be trained.</param>
/// <param name="SiloLosses">Silos that crash, per minute.</param>
/// <param name="Freezes">Silos that freeze and wake up later, per minute.</param>
/// <param name="CoordinatorLosses">Activations of sweeps that are thrown away, per minute.</param>
/// <param name="Splits">Sweeps that have two activations for some seconds, per minute.</param>
/// <param name="StoreFailures">Chance that a commit fails.</param>
internal sealed record FaultRates(
    double Lost = 0,
    double Duplicated = 0,
    double Slow = 0,
    double Crashed = 0,
    double Diverged = 0,
    double Infeasible = 0,
    double SiloLosses = 0,
    double Freezes = 0,
    double CoordinatorLosses = 0,
    double Splits = 0,
    double StoreFailures = 0)
{
    /// <summary>True when every call is answered and every silo stays, so that bounds on delays are short.</summary>
    [JsonIgnore]
    public bool IsQuiet =>
        Lost + Duplicated + Slow + SiloLosses + Freezes + CoordinatorLosses + Splits + StoreFailures == 0;
}
