namespace SweepCluster.Cli.Doctor;

/// <summary>Asks the trainer whether it computes correctly on this machine.</summary>
internal interface ITrainerProbe
{
    /// <summary>Starts the trainer's self-test and waits for its answer.</summary>
    Task<TrainerHealth> ProbeAsync(CancellationToken cancellationToken);
}
