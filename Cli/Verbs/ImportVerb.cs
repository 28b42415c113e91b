using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Trials;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep import ID FILE</c>: takes in results that were found elsewhere.</summary>
internal static class ImportVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var file = new Argument<string>("FILE") { Description = "One trial per line, as 'sweep export --format jsonl' or Optuna writes it; - for standard input." };
        return verbs.Create(
            "import",
            "Take completed trials from elsewhere into a sweep that is not over; the sampler learns from them.",
            [id, file],
            (invocation, parsed, cancellationToken) =>
                ImportAsync(invocation, parsed.GetRequiredValue(id), parsed.GetRequiredValue(file), cancellationToken));
    }

    private static async Task<int> ImportAsync(Invocation invocation, string id, string path, CancellationToken cancellationToken)
    {
        var sweep = await new SweepCommand(invocation).FindUnfinishedAsync(id, "import into", cancellationToken);
        var import = await ReadAsync(invocation, path, reader => TrialImport.ReadAsync(reader, sweep.Spec.Objectives, cancellationToken));
        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var (grain, calls) = (control.Grains.GetGrain<ISweepGrain>(id), new GrainCalls(invocation.Services.Time));
        var answer = await SweepCommand.UnlessRefusedAsync(
            () => import.AddAsync(part => calls.RepeatAsync(() => grain.Import(part), cancellationToken)));
        invocation.Result(
            new { Sweep = id, answer.Added, answer.Known, answer.NotCompleted },
            _ => invocation.Say($"imported {answer.Added} trials into {id}; left out {answer.Known} that were there and {answer.NotCompleted} that did not complete"));
        return ExitCodes.Done;
    }

    private static async Task<TrialImport> ReadAsync(Invocation invocation, string path, Func<TextReader, Task<TrialImport>> read)
    {
        try
        {
            using var reader = path == "-" ? new StreamReader(invocation.Services.OpenInput()) : new StreamReader(path);
            return await read(reader);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.BadUsage, $"{path}: {exception.Message}");
        }
    }
}
