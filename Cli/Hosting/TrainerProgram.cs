using SweepCluster.Cli.Doctor;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Hosting;

/// <summary>The trainer that lies beside this program.</summary>
internal sealed class TrainerProgram : ITrainerProgram
{
    /// <summary>A download may be slow, and a large network takes long over the test images.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(45);

    public Task<ProgramAnswer?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ProgramAnswer.AskAsync(SiloSettings.DefaultTrainer, arguments, Patience, cancellationToken);
}
