using SweepCluster.Cli.Doctor;

namespace SweepCluster.Cli.Hosting;

/// <summary>The built-in trainer as a program that does one thing and ends.</summary>
internal interface ITrainerProgram
{
    /// <summary>Runs it to its end; null when it cannot be started or takes longer than anybody would wait.</summary>
    Task<ProgramAnswer?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
