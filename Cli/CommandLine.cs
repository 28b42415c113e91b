using System.CommandLine;
using System.CommandLine.Invocation;
using SweepCluster.Cli.Verbs;
using SweepCluster.Contracts.Files;

namespace SweepCluster.Cli;

/// <summary>The command line as a whole: its verbs, and what errors become.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line and answers the process's exit code. Never throws.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliServices services)
    {
        try
        {
            var parsed = Create(services).Parse(arguments);
            return parsed.Action is ParseErrorAction
                ? Refuse(parsed, services.Output.Error)
                : await parsed.InvokeAsync(ConfigurationFor(services.Output));
        }
        catch (Exception exception)
        {
            return Report(exception, services);
        }
    }

    private static RootCommand Create(CliServices services)
    {
        var options = new GlobalOptions();
        var verbs = new VerbFactory(services, options);
        return new RootCommand("Runs hyperparameter sweeps on this machine or on a cluster.")
        {
            options.Home,
            options.Redis,
            options.ClusterId,
            options.Json,
            RunVerb.Create(verbs),
            UpVerb.Create(verbs),
            SiloVerb.Create(verbs),
            DashboardVerb.Create(verbs),
            PlanVerb.Create(verbs),
            SubmitVerb.Create(verbs),
            ListVerb.Create(verbs),
            ShowVerb.Create(verbs),
            WatchVerb.Create(verbs),
            TrialsVerb.Create(verbs),
            ExportVerb.Create(verbs),
            ImportVerb.Create(verbs),
            ImportanceVerb.Create(verbs),
            BestVerb.Create(verbs),
            EvaluateVerb.Create(verbs),
            PauseVerb.Create(verbs),
            ResumeVerb.Create(verbs),
            CancelVerb.Create(verbs),
            RetryVerb.Create(verbs),
            DeleteVerb.Create(verbs),
            ReplayVerb.Create(verbs),
            DrainVerb.Create(verbs),
            KeysVerb.Create(verbs),
            ModelVerb.Create(verbs),
            DoctorVerb.Create(verbs),
            VersionVerb.Create(verbs),
        };
    }

    // The library's own handling of signals would end a run before it has paused; ISignals does it.
    private static InvocationConfiguration ConfigurationFor(CliOutput output) => new()
    {
        Output = output.Out,
        Error = output.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var lines = parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens.Select(token => Unknown(token, command))
            : parsed.Errors.Select(refusal => refusal.Message);
        foreach (var line in lines)
        {
            error.WriteLine($"sweep: {line}");
        }

        error.WriteLine($"See '{PathOf(command)} --help'.");
        return ExitCodes.BadUsage;
    }

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "sweep";

    private static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var known = isOption
            ? command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options)).Select(option => option.Name)
            : command.Subcommands.Select(verb => verb.Name);
        var kind = isOption ? "option" : command is RootCommand ? "verb" : "argument";
        var hint = Nearest.Find(token, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"Unknown {kind} '{token}'.{hint}";
    }

    private static int Report(Exception exception, CliServices services)
    {
        var (exitCode, lines) = exception is CliException known
            ? (known.ExitCode, known.Lines)
            : (ExitCodes.Failed, [OneLine(exception)]);
        foreach (var line in lines)
        {
            services.Output.Error.WriteLine($"sweep: {line}");
        }

        if (services.Variable("SWEEP_DEBUG") == "1")
        {
            services.Output.Error.WriteLine(exception);
        }

        return exitCode;
    }

    private static string OneLine(Exception exception)
    {
        var message = exception.Message.ReplaceLineEndings(" ");
        return exception is IOException or UnauthorizedAccessException
            ? message
            : $"{exception.GetType().Name}: {message} (SWEEP_DEBUG=1 shows where)";
    }
}
