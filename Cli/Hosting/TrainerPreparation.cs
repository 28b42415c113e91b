using System.Globalization;
using SweepCluster.Cli.Doctor;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Hosting;

/// <summary>Lets the trainer fetch and decode its data before a sweep begins, so that a missing or torn file is one message and not many failed trials.</summary>
internal static class TrainerPreparation
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(45); // a download may be slow

    /// <summary>Runs <c>sweep-trainer prepare</c>.</summary>
    /// <exception cref="CliException">There is no trainer, or its data cannot be read.</exception>
    public static async Task RequireAsync(DatasetTask task, string dataDirectory, CancellationToken cancellationToken)
    {
        var trainer = SiloSettings.DefaultTrainer;
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
        var answer = await ProgramAnswer.AskAsync(trainer, arguments, Patience, cancellationToken);
        if (answer is null)
        {
            throw new CliException(ExitCodes.Failed, $"The trainer {trainer} could not be run; build it with 'make build', or run 'sweep doctor'.");
        }

        if (answer.ExitCode != 0)
        {
            throw new CliException(ExitCodes.Failed, answer.Error.Trim().Split('\n')[^1]);
        }
    }
}
