using System.Globalization;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Hosting;

/// <summary>Reads the command line.</summary>
internal static class CommandLine
{
    public const string Usage = """
        usage: sweep-trainer [--data-directory DIR] [--threads N]
                   speaks the trial protocol on standard input and output (docs/trial-protocol.md)
               sweep-trainer prepare [--data-directory DIR]
                   decodes the data set into the data directory, so that training finds it ready
               sweep-trainer --self-test
                   tests this machine's convolutions, prints the result as JSON; exit code 0 when they can be trusted
               sweep-trainer evaluate --checkpoint FILE [--data-directory DIR] [--threads N]
                   evaluates a checkpoint on the test set, prints the result as JSON
        """;

    /// <exception cref="UsageException">The arguments are not understood.</exception>
    public static TrainerCommand Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Contains("--help"))
        {
            return new HelpCommand();
        }

        if (arguments is ["--self-test"])
        {
            return new SelfTestCommand();
        }

        var verb = arguments is ["evaluate" or "prepare", ..] ? arguments[0] : "serve";
        var options = ReadOptions(arguments.Skip(verb == "serve" ? 0 : 1).ToArray());
        var dataDirectory = options.Remove("--data-directory", out var directory) ? directory : FashionMnist.DefaultDataDirectory();
        var threads = options.Remove("--threads", out var text) ? ReadThreads(text) : 1;
        TrainerCommand command = verb switch
        {
            "evaluate" => new EvaluateCommand(TakeCheckpoint(options), dataDirectory, threads),
            "prepare" => new PrepareCommand(dataDirectory),
            _ => new ServeCommand(dataDirectory, threads),
        };
        return options.Count == 0 ? command : throw new UsageException($"The option '{options.Keys.First()}' is not known here.");
    }

    private static Dictionary<string, string> ReadOptions(string[] arguments)
    {
        var options = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length)
            {
                throw new UsageException($"'{arguments[i]}' is not an option with a value.");
            }

            options[arguments[i]] = arguments[i + 1];
        }

        return options;
    }

    private static string TakeCheckpoint(Dictionary<string, string> options) => options.Remove("--checkpoint", out var file)
        ? file
        : throw new UsageException("evaluate needs --checkpoint FILE.");

    private static int ReadThreads(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 1024
            ? threads
            : throw new UsageException($"--threads was '{text}'; it must be a whole number from 1 to 1024.");
}
