namespace SweepCluster.Training.Hosting;

/// <summary>What the process was started for. A closed family.</summary>
internal abstract record TrainerCommand;

/// <summary>Speaks the trial protocol.</summary>
internal sealed record ServeCommand(string DataDirectory, int Threads) : TrainerCommand;

/// <summary>Tests this machine's convolutions.</summary>
internal sealed record SelfTestCommand : TrainerCommand;

/// <summary>Evaluates a checkpoint on the test set.</summary>
internal sealed record EvaluateCommand(string Checkpoint, string DataDirectory, int Threads) : TrainerCommand;

/// <summary>Decodes the data set into the data directory.</summary>
internal sealed record PrepareCommand(string DataDirectory) : TrainerCommand;

/// <summary>Prints how the program is used.</summary>
internal sealed record HelpCommand : TrainerCommand;
