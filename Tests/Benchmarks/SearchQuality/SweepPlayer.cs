using System.Diagnostics;
using SweepCluster.Benchmarks.Problems;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>Plays a whole sweep on the engine: trials begin as soon as a worker is free, and end in the order in which they began.</summary>
internal sealed class SweepPlayer
{
    private readonly SweepEngine _engine = new();
    private readonly IProblem _problem;
    private readonly long _seed;
    private readonly Progress _progress;
    private readonly Queue<TrialSuggested> _running = new();
    private readonly HashSet<ParameterSet> _points = [];
    private long _suggestTicks;
    private int _repeats;

    /// <exception cref="ArgumentException">The method cannot search the problem.</exception>
    private SweepPlayer(IProblem problem, MethodSpec method, long seed)
    {
        (_problem, _seed, _progress) = (problem, seed, new Progress(problem));
        var spec = new SweepSpec("bench", new ProgramTask(["none"]), method, problem.Objectives, problem.Parameters) { Seed = seed };
        Apply(new SweepSubmitted(spec));
    }

    /// <summary>Plays a sweep.</summary>
    /// <param name="problem">What is searched.</param>
    /// <param name="sampler">The method's name for people.</param>
    /// <param name="method">What chooses the points.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="workers">How many trials run at once.</param>
    /// <param name="marks">After how many trials the best value is noted; rising.</param>
    /// <exception cref="ArgumentException">The method cannot search the problem.</exception>
    public static SearchRun Play(
        IProblem problem, string sampler, MethodSpec method, long seed, int workers, IReadOnlyList<int> marks)
    {
        var player = new SweepPlayer(problem, method, seed);
        var at = marks.ToDictionary(mark => mark, mark => player.PlayUntil(mark, workers, marks[^1]));
        var seconds = (double)player._suggestTicks / Stopwatch.Frequency;
        return new SearchRun(problem.Name, sampler, seed, workers, at, player._repeats, seconds);
    }

    private double PlayUntil(int ended, int workers, int trials)
    {
        while (_progress.Count < ended && (Begin(workers, trials) || _running.Count > 0))
        {
            if (_running.Count == workers || _engine.TrialCount == trials)
            {
                End(_running.Dequeue());
            }
        }

        return _progress.Best;
    }

    private bool Begin(int workers, int trials)
    {
        if (_running.Count == workers || _engine.TrialCount == trials)
        {
            return false;
        }

        var begun = Stopwatch.GetTimestamp();
        var suggested = _engine.Suggest();
        _suggestTicks += Stopwatch.GetTimestamp() - begun;
        if (suggested is null)
        {
            return false;
        }

        _repeats += _points.Add(suggested.Parameters) ? 0 : 1;
        Apply(suggested);
        Apply(new AttemptStarted(suggested.Trial, 1, new SlotId("bench", "cpu", suggested.Trial), "bench", Guid.Empty, 0));
        _running.Enqueue(suggested);
        return true;
    }

    private void End(TrialSuggested trial)
    {
        var values = _problem.Evaluate(trial.Parameters, _seed);
        _progress.Add(values);
        if (values is null)
        {
            Apply(new AttemptEnded(trial.Trial, 1, AttemptOutcome.Failed(FailureReason.Infeasible, "the problem says so")));
            return;
        }

        var metrics = new MetricSet([.. _problem.Objectives.Zip(values.Value, (objective, value) => new Metric(objective.Metric, value))]);
        Apply(new AttemptReported(trial.Trial, 1, 1, metrics, 1, Judgement.Continue));
        Apply(new AttemptEnded(trial.Trial, 1, AttemptOutcome.Completed));
    }

    private void Apply(SweepEvent e) => _engine.Apply(e with { Sequence = _engine.LastSequence + 1 });
}
