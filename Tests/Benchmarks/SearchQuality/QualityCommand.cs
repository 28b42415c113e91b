using System.CommandLine;
using Spectre.Console;
using SweepCluster.Benchmarks.Problems;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>The command line of <see cref="QualityBenchmark"/>.</summary>
internal sealed class QualityCommand
{
    private readonly Option<string> _problem = new("--problem") { Description = "names with commas between them, or a program's command line; all when left out" };
    private readonly Option<string> _sampler = new("--sampler") { Description = "names with commas between them, or one method as JSON; all when left out" };
    private readonly Option<int> _seeds = new("--seeds") { Description = "how many searches of each kind", DefaultValueFactory = _ => 30 };
    private readonly Option<string> _workers = new("--workers") { Description = "how many trials run at once", DefaultValueFactory = _ => "1,8" };
    private readonly Option<int?> _trials = new("--trials") { Description = "how many trials a search has; what the problem says when left out" };
    private readonly Option<int> _jobs = new("--jobs") { Description = "how many searches at a time", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string> _csv = new("--csv") { Description = "the file for the table", DefaultValueFactory = _ => "bench-search.csv" };
    private readonly Option<string?> _runs = new("--runs") { Description = "a file for every single search, as JSON lines" };
    private readonly Option<string?> _against = new("--against") { Description = "a file of single searches to compare with instead of Optuna's" };

    /// <summary>Runs it; the exit code is 2 when the arguments make no sense.</summary>
    public static int Run(IReadOnlyList<string> arguments) => new QualityCommand().Execute(arguments);

    private int Execute(IReadOnlyList<string> arguments)
    {
        var command = new RootCommand("Compares samplers on problems, and with Optuna.")
        {
            _problem, _sampler, _seeds, _workers, _trials, _jobs, _csv, _runs, _against,
        };
        command.SetAction(Measure);
        return command.Parse(arguments).Invoke();
    }

    private int Measure(ParseResult parsed)
    {
        var problems = new List<IProblem>();
        try
        {
            problems.AddRange(FindProblems(parsed.GetValue(_problem)));
            var options = new QualityOptions(
                problems,
                FindSamplers(parsed.GetValue(_sampler)),
                parsed.GetValue(_seeds),
                [.. parsed.GetValue(_workers)!.Split(',').Select(int.Parse)],
                parsed.GetValue(_csv)!)
            {
                Trials = parsed.GetValue(_trials),
                Jobs = parsed.GetValue(_jobs),
                Runs = parsed.GetValue(_runs),
                Against = parsed.GetValue(_against),
            };
            new QualityBenchmark(options, CreateConsole()).Run();
            return 0;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidDataException or FormatException)
        {
            Console.Error.WriteLine($"bench-search: {problem.Message}");
            return 2;
        }
        finally
        {
            foreach (var external in problems.OfType<ExternalProblem>())
            {
                external.Dispose();
            }
        }
    }

    /// <summary>Problems by name; what is not a list of names is the command line of a program.</summary>
    private static IReadOnlyList<IProblem> FindProblems(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ProblemCatalog.All;
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries);
        var known = names.SelectMany(name => ProblemCatalog.All.Where(problem => problem.Name == name)).ToList();
        if (known.Count == names.Length)
        {
            return known;
        }

        Console.Error.WriteLine($"bench-search: '{text}' names no problem ({string.Join(", ", ProblemCatalog.All.Select(problem => problem.Name))}), so it is run as a program.");
        return [ExternalProblem.Start(text)];
    }

    private static IReadOnlyList<string> FindSamplers(string? text)
    {
        IReadOnlyList<string> names = string.IsNullOrWhiteSpace(text) ? Samplers.All : text.StartsWith('{') ? [text] : text.Split(',');
        foreach (var name in names)
        {
            Samplers.Find(name);
        }

        return names;
    }

    // Tables keep their columns also where no terminal says how wide it is.
    private static IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = Math.Max(console.Profile.Width, 160);
        return console;
    }
}
