using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// CMA-ES over a whole sweep. Generations do not wait for each other: any trials that ended make the next one, and those drawn from an
/// older distribution are injected. A run that has come to its end is followed by one from elsewhere, as <see cref="CmaRestartRule"/> plans
/// it; what still runs for the old one no longer counts.
/// </summary>
internal sealed class CmaSearch
{
    /// <summary>So many draws of a trial are looked at to find the one that became it; otherwise the trial comes from elsewhere.</summary>
    private const int MostRounds = 16;

    private readonly CmaLayout _layout;
    private readonly SearchSpace _space;
    private readonly long _seed;
    private readonly Dictionary<int, CmaTrial> _running = [];
    private readonly CmaRestartRule _restarts;

    /// <param name="space">The space.</param>
    /// <param name="method">The first run's population, and what follows it.</param>
    /// <param name="seed">The sweep's seed.</param>
    public CmaSearch(SearchSpace space, CmaesMethod method, long seed)
    {
        (_space, _seed, _layout) = (space, seed, new CmaLayout(space));
        var usual = CmaParameters.UsualPopulation(Math.Max(1, _layout.Numbers.Length + _layout.Choices.Length));
        var first = new CmaPlan(method.Population ?? usual);
        _restarts = new CmaRestartRule(method.Restarts ?? CmaesRestarts.Ipop, first);
        Run = new CmaRun(1, _layout, [.. Enumerable.Repeat(0.5, _layout.Dimension)], first);
    }

    /// <summary>The present run.</summary>
    public CmaRun Run { get; private set; }

    /// <summary>A draw for a trial.</summary>
    /// <param name="random">The trial's random numbers.</param>
    /// <param name="round">Which of its draws.</param>
    public CmaTrial Draw(TrialRandom random, int round)
    {
        var stream = random.Stream(DrawPurpose.Model, round);
        int[] choices = [.. Run.Choices.Select(choice => choice.Draw(stream))];
        var drawn = DrawInside(stream);
        var point = _layout.PointAt(Run.Margin.Apply(Run.Distribution, drawn), choices);
        return new CmaTrial(Run.Number, Run.Distribution.Generation, drawn, point);
    }

    /// <summary>Takes in what happened.</summary>
    public void Apply(HistoryEntry entry)
    {
        if (entry.Suggested is { } point)
        {
            _running[entry.Trial] = Find(entry.Trial, point);
        }
        else if (entry.Result is { } result && _running.Remove(entry.Trial, out var trial) && trial.Run == Run.Number)
        {
            Run.Add(trial with { Result = result });
            if (Run.IsOver)
            {
                Restart();
            }
        }
    }

    private CmaTrial Find(int number, ParameterSet point)
    {
        var random = TrialRandom.For(_seed, number);
        return Enumerable.Range(0, MostRounds).Select(round => Draw(random, round)).FirstOrDefault(trial => trial.Point.Equals(point))
            ?? Inject(point);
    }

    private CmaTrial Inject(ParameterSet point)
    {
        var coordinates = _space.Encode(point);
        var evaluated = Run.Distribution.Mean.ToArray();
        for (var i = 0; i < _layout.Numbers.Length; i++)
        {
            evaluated[i] = coordinates[_layout.Numbers[i].Position] ?? evaluated[i];
        }

        return new CmaTrial(Run.Number, -1, Run.Margin.Undo(Run.Distribution, evaluated), point);
    }

    // Drawn anew until inside, which keeps the distribution's shape; near a corner it is cut off instead.
    private double[] DrawInside(TrialRandom stream)
    {
        double[] drawn = [];
        for (var attempt = 0; attempt < 10 * _layout.Dimension; attempt++)
        {
            double[] normals = [.. Enumerable.Range(0, _layout.Dimension).Select(_ => Normal.Draw(stream))];
            drawn = Run.Distribution.PointAt(normals);
            if (_layout.IsInside(drawn))
            {
                return drawn;
            }
        }

        return [.. drawn.Select((x, i) => i < _layout.Numbers.Length && _layout.Numbers[i].Domain.Levels is null ? Math.Clamp(x, 0, 1) : x)];
    }

    private void Restart()
    {
        var stream = TrialRandom.For(_seed, 0).Stream(DrawPurpose.Restart, Run.Number);
        double[] mean = [.. Enumerable.Range(0, _layout.Dimension).Select(_ => stream.NextDouble())];
        Run = new CmaRun(Run.Number + 1, _layout, mean, _restarts.Next(Run, stream));
    }
}
