namespace SweepCluster.Training.Hosting;

/// <summary>What the process was started for. A closed family.</summary>
internal abstract record TrainerCommand;

/// <summary>Speaks the trial protocol.</summary>
internal sealed record ServeCommand(string DataDirectory, int Threads) : TrainerCommand;

/// <summary>Tests this machine's convolutions.</summary>
internal sealed record SelfTestCommand : TrainerCommand;

/// <summary>Evaluates a checkpoint on the test set.</summary>
internal sealed record EvaluateCommand(string Checkpoint, string DataDirectory, int Threads) : TrainerCommand;

/// <summary>Evaluates an exported model on the validation and the test images.</summary>
/// <param name="Folder">The folder of the model.</param>
/// <param name="ImageFolder">Where a folder data set lies now; null where it lay when the model was trained.</param>
/// <param name="DataDirectory">Where decoded data sets are cached.</param>
/// <param name="Threads">How many threads compute; null for as many as trained it.</param>
internal sealed record EvaluateModelCommand(string Folder, string? ImageFolder, string DataDirectory, int? Threads) : TrainerCommand;

/// <summary>Writes a checkpoint's model as files that other tools read.</summary>
internal sealed record ExportCommand(string Checkpoint, string Folder) : TrainerCommand;

/// <summary>Fetches a data set where it is missing, and decodes it into the data directory.</summary>
/// <param name="DataDirectory">Where it is cached.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Path">The folder of images of the data set <c>folder</c>.</param>
/// <param name="Image">The size of its images; null for the data set's own.</param>
/// <param name="Train">How many images a task will train on; null when that is not known yet.</param>
/// <param name="Validation">How many images will rank trials; null as above.</param>
internal sealed record PrepareCommand(
    string DataDirectory, string Dataset, string? Path, int? Image, int? Train, int? Validation) : TrainerCommand;

/// <summary>Prints how the program is used.</summary>
internal sealed record HelpCommand : TrainerCommand;
