using System.Globalization;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Hosting;

/// <summary>Reads the command line.</summary>
internal static class CommandLine
{
    public const string Usage = """
        usage: sweep-trainer [--data-directory DIR] [--threads N]
                   speaks the trial protocol on standard input and output (docs/trial-protocol.md)
               sweep-trainer prepare [--dataset NAME] [--path DIR] [--image N] [--train N --validation N] [--data-directory DIR]
                   fetches a data set where it is missing (fashion-mnist unless named) and decodes it into the data directory,
                   so that training finds it ready; NAME is fashion-mnist, mnist, cifar10, synthetic, or folder with --path and --image
               sweep-trainer --self-test
                   tests this machine's convolutions, prints the result as JSON; exit code 0 when they can be trusted
               sweep-trainer evaluate --checkpoint FILE [--data-directory DIR] [--threads N]
                   evaluates a checkpoint on the test set, prints the result as JSON
               sweep-trainer export --checkpoint FILE --out DIR
                   writes the checkpoint's model as model.safetensors and model.json
               sweep-trainer evaluate --model DIR [--path DIR] [--data-directory DIR] [--threads N]
                   evaluates an exported model on the validation images and the test set, prints the result as JSON
        """;

    private const int MostThreads = 1024;
    private const int GreatestImage = 512;

    private static readonly string[] Verbs = ["evaluate", "prepare", "export"];

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

        var verb = arguments.Count > 0 && Verbs.Contains(arguments[0]) ? arguments[0] : "serve";
        var options = ReadOptions(arguments.Skip(verb == "serve" ? 0 : 1).ToArray());
        var command = Read(verb, options);
        return options.Count == 0 ? command : throw new UsageException($"The option '{options.Keys.First()}' is not known here.");
    }

    private static TrainerCommand Read(string verb, Dictionary<string, string> options) => verb switch
    {
        "evaluate" when options.Remove("--model", out var model) => new EvaluateModelCommand(
            model, Take(options, "--path"), TakeDataDirectory(options), TakeNumber(options, "--threads", MostThreads)),
        "evaluate" => new EvaluateCommand(Require(options, verb, "--checkpoint", "FILE"), TakeDataDirectory(options), TakeThreads(options)),
        "export" => new ExportCommand(Require(options, verb, "--checkpoint", "FILE"), Require(options, verb, "--out", "DIR")),
        "prepare" => new PrepareCommand(
            TakeDataDirectory(options),
            Take(options, "--dataset") ?? DatasetCatalog.FashionMnist.Name,
            Take(options, "--path"),
            TakeNumber(options, "--image", GreatestImage),
            TakeNumber(options, "--train", int.MaxValue),
            TakeNumber(options, "--validation", int.MaxValue)),
        _ => new ServeCommand(TakeDataDirectory(options), TakeThreads(options)),
    };

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

    private static string? Take(Dictionary<string, string> options, string name) => options.Remove(name, out var value) ? value : null;

    private static string Require(Dictionary<string, string> options, string verb, string name, string value) =>
        Take(options, name) ?? throw new UsageException($"{verb} needs {name} {value}.");

    private static string TakeDataDirectory(Dictionary<string, string> options) =>
        Take(options, "--data-directory") ?? DataDirectory.Default();

    private static int TakeThreads(Dictionary<string, string> options) => TakeNumber(options, "--threads", MostThreads) ?? 1;

    private static int? TakeNumber(Dictionary<string, string> options, string name, int most) => Take(options, name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        var text => throw new UsageException($"{name} was '{text}'; it must be a whole number from 1 to {most}."),
    };
}
