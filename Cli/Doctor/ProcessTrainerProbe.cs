using System.Text.Json;
using SweepCluster.Silo.Hosting;

namespace SweepCluster.Cli.Doctor;

/// <summary>Runs <c>sweep-trainer --self-test</c>.</summary>
internal sealed class ProcessTrainerProbe : ITrainerProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<TrainerHealth> ProbeAsync(CancellationToken cancellationToken)
    {
        var path = SiloSettings.DefaultTrainer;
        if (!File.Exists(path))
        {
            return new TrainerHealth(null, null, $"not found at {path}");
        }

        var answer = await ProgramAnswer.AskAsync(path, ["--self-test"], Patience, cancellationToken);
        return answer switch
        {
            null => new TrainerHealth(path, null, $"its self-test could not be started or took more than {Patience.TotalSeconds:0} s"),
            { ExitCode: 0 } => Read(path, answer.Output),
            _ => new TrainerHealth(path, null, $"its self-test ended with exit code {answer.ExitCode}: {LastLine(answer)}"),
        };
    }

    private static TrainerHealth Read(string path, string output)
    {
        try
        {
            return new TrainerHealth(path, JsonSerializer.Deserialize<JsonElement>(output), null);
        }
        catch (JsonException)
        {
            return new TrainerHealth(path, null, "its self-test printed something that is not JSON");
        }
    }

    private static string LastLine(ProgramAnswer answer) =>
        (answer.Error.Trim() is { Length: > 0 } error ? error : answer.Output.Trim()).Split('\n')[^1];
}
