using SweepCluster.Cli.Doctor;
using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli;

/// <summary>Everything outside the command line that verbs use.</summary>
internal sealed record CliServices
{
    /// <summary>Opens the home in a directory; the directory need not exist.</summary>
    public required Func<string, ISweepHome> OpenHome { get; init; }

    /// <summary>Opens the cluster that a Redis lists, by its id. Nothing is called yet.</summary>
    public Func<string, string, ISweepHome> OpenCluster { get; init; } = (redis, clusterId) => new ClusterHome(redis, clusterId);

    /// <summary>Reads sweep files.</summary>
    public required ISweepFiles Files { get; init; }

    /// <summary>Where text goes.</summary>
    public required CliOutput Output { get; init; }

    /// <summary>Asks the trainer how it is.</summary>
    public ITrainerProbe Trainer { get; init; } = new ProcessTrainerProbe();

    /// <summary>Exports and evaluates networks.</summary>
    public ITrainerProgram TrainerProgram { get; init; } = new TrainerProgram();

    /// <summary>The machine that <c>doctor</c> looks at.</summary>
    public IMachine Machine { get; init; } = new LocalMachine();

    /// <summary>The signals that ask to stop.</summary>
    public ISignals Signals { get; init; } = new PosixSignals();

    /// <summary>Opens standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
