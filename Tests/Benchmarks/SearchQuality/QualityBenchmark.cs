using System.Text.Json;
using Spectre.Console;
using SweepCluster.Benchmarks.Problems;
using SweepCluster.Contracts;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>How good samplers are: searches every problem with every sampler and many seeds, and compares with Optuna's runs.</summary>
internal sealed class QualityBenchmark(QualityOptions options, IAnsiConsole output)
{
    private readonly List<Comparison> _comparisons = [];
    private readonly List<SearchRun> _runs = [];

    /// <summary>Measures, shows each problem as soon as it is known, and writes the files.</summary>
    public void Run()
    {
        var peer = options.Against is { } path ? PeerRuns.FromFile(path) : PeerRuns.OfOptuna();
        foreach (var problem in options.Problems)
        {
            var comparisons = Search(problem).SelectMany(runs => Marks(problem).Select(mark => Comparison.Of(problem, runs, peer, mark))).ToList();
            output.Write(QualityTable.Of(problem, comparisons));
            output.WriteLine();
            _comparisons.AddRange(comparisons);
            Save();
        }

        foreach (var line in QualityTable.Summary(_comparisons))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>All searches of a problem, together by sampler and number of workers.</summary>
    private List<IReadOnlyList<SearchRun>> Search(IProblem problem)
    {
        var marks = Marks(problem);
        var all = new List<IReadOnlyList<SearchRun>>();
        foreach (var workers in options.Workers)
        {
            foreach (var sampler in options.Samplers)
            {
                var method = Samplers.Find(sampler);
                try
                {
                    var runs = new SearchRun[options.Seeds];
                    Parallel.For(0, options.Seeds, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, seed =>
                        runs[seed] = SweepPlayer.Play(problem, sampler, method, seed, workers, marks));
                    all.Add(runs);
                    _runs.AddRange(runs);
                }
                catch (AggregateException refusal) when (refusal.InnerException is ArgumentException unfit)
                {
                    output.WriteLine($"{problem.Name}: {unfit.Message}");
                }
            }
        }

        return all;
    }

    private List<int> Marks(IProblem problem)
    {
        var trials = options.Trials ?? problem.Trials;
        return [.. new[] { trials / 4, trials / 2, trials }.Where(mark => mark > 0)];
    }

    private void Save()
    {
        using (var file = File.CreateText(options.Table))
        {
            QualityFile.Write(file, _comparisons);
        }

        if (options.Runs is { } path)
        {
            File.WriteAllLines(path, _runs.Select(run => JsonSerializer.Serialize(run, SweepJson.Options)));
        }
    }
}
