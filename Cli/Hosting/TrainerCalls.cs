using System.Text.Json;

namespace SweepCluster.Cli.Hosting;

/// <summary>Calls of the trainer that must succeed.</summary>
internal static class TrainerCalls
{
    /// <summary>Runs the trainer and answers what it printed.</summary>
    /// <exception cref="CliException">There is no trainer, or it failed; the message is its own.</exception>
    public static async Task<string> RequireAsync(
        this ITrainerProgram trainer, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await trainer.RunAsync(arguments, cancellationToken) ?? throw new CliException(
            ExitCodes.Failed, "The trainer could not be run; build it with 'make build', or run 'sweep doctor'.");
        return answer.ExitCode == 0
            ? answer.Output
            : throw new CliException(ExitCodes.Failed, answer.Error.Trim().Split('\n')[^1]);
    }

    /// <summary>Runs the trainer and reads the document it printed.</summary>
    /// <exception cref="CliException">As above, or it printed something else.</exception>
    public static async Task<T> RequireAsync<T>(
        this ITrainerProgram trainer, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var output = await trainer.RequireAsync(arguments, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(output, JsonSerializerOptions.Web)!;
        }
        catch (JsonException exception)
        {
            throw new CliException(ExitCodes.Failed, $"The trainer printed no such document: {exception.Message}");
        }
    }
}
