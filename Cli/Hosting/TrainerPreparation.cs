using System.Globalization;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Hosting;

/// <summary>
/// Lets the trainer fetch and decode its data before a sweep begins, so that a missing or torn file is one message and not many failed trials.
/// </summary>
internal static class TrainerPreparation
{
    /// <summary>Runs <c>sweep-trainer prepare</c>.</summary>
    /// <exception cref="CliException">There is no trainer, or its data cannot be read.</exception>
    public static Task RequireAsync(DatasetTask task, string dataDirectory, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "prepare",
            "--dataset", task.Dataset,
            "--image", task.Image.ToString(CultureInfo.InvariantCulture),
            "--train", task.Train.ToString(CultureInfo.InvariantCulture),
            "--validation", task.Validation.ToString(CultureInfo.InvariantCulture),
            "--data-directory", dataDirectory,
            .. task.Path is { } path ? ["--path", path] : Array.Empty<string>(),
        ];
        return new TrainerProgram().RequireAsync(arguments, cancellationToken);
    }
}
