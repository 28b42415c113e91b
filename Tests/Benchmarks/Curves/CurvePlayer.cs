using SweepCluster.Benchmarks.Problems;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Engine;

namespace SweepCluster.Benchmarks.Curves;

/// <summary>
/// Plays a sweep of trials that can be compared before they end, until it has used up its steps. Trials report where rungs can be and
/// at the end; those that run at the same time come to their next report in turn.
/// </summary>
internal sealed class CurvePlayer
{
    private const int Factor = 3;
    private readonly SweepEngine _engine = new();
    private readonly CurveProblem _problem;
    private readonly Queue<(int Trial, int Step)> _running = new();
    private readonly int _workers;

    /// <param name="problem">What is searched.</param>
    /// <param name="method">What chooses the points.</param>
    /// <param name="rule">What ends trials early.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="workers">How many trials run at once.</param>
    public CurvePlayer(CurveProblem problem, MethodSpec method, EarlyTerminateSpec rule, long seed, int workers)
    {
        (_problem, _workers) = (problem, workers);
        Apply(new SweepSubmitted(new SweepSpec("bench", new ProgramTask(["none"]), method, [new Objective("value", Direction.Minimize)], problem.Parameters)
        {
            Seed = seed,
            EarlyTerminate = rule,
        }));
    }

    /// <summary>How many steps all trials took.</summary>
    public long Steps { get; private set; }

    /// <summary>The best value at the last step of any trial; positive infinity while there is none.</summary>
    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>Plays on until the best value is good enough or the steps are used up.</summary>
    /// <returns>True when the value was reached.</returns>
    public bool PlayUntil(double wanted, long steps)
    {
        while (Best > wanted && Steps < steps)
        {
            while (_running.Count < _workers && Begin())
            {
            }

            var (trial, step) = _running.Dequeue();
            GoOn(trial, step);
        }

        return Best <= wanted;
    }

    private bool Begin()
    {
        var work = _engine.NextWork(DateTimeOffset.UnixEpoch);
        if (work is SuggestTrial)
        {
            Apply(_engine.Suggest() ?? throw new InvalidOperationException("The engine had no suggestion."));
            work = _engine.NextWork(DateTimeOffset.UnixEpoch);
        }

        var (trial, from) = work switch
        {
            ResumeTrial resume => (resume.Trial, resume.Checkpoint.Step),
            StartTrial start => (start.Trial, 0),
            _ => (-1, 0),
        };
        if (trial < 0)
        {
            return false;
        }

        Apply(new AttemptStarted(trial, _engine.NextAttempt(trial), new SlotId("bench", "cpu", trial), "bench", Guid.Empty, from));
        _running.Enqueue((trial, from));
        return true;
    }

    private void GoOn(int trial, int from)
    {
        var attempt = _engine.RunningOf(trial)!.Attempt;
        var step = NextReport(from);
        Steps += step - from;
        var value = _problem.Curve(_engine.ParametersOf(trial), step);
        var metrics = new MetricSet([new Metric("value", value)]);
        Apply(new AttemptReported(trial, attempt, step, metrics, step - from, _engine.Judge(trial, step, metrics)));
        var outcome = _engine.Wanted(trial, attempt, DateTimeOffset.UnixEpoch).Directive switch
        {
            _ when step == _problem.MaxResource => AttemptOutcome.Completed,
            Directive.Prune => AttemptOutcome.Pruned,
            Directive.Pause => AttemptOutcome.Paused,
            _ when double.IsNaN(value) => AttemptOutcome.Failed(FailureReason.Diverged, "the value is not a number"),
            _ => null,
        };
        if (outcome is null)
        {
            _running.Enqueue((trial, step));
            return;
        }

        Best = step == _problem.MaxResource && value < Best ? value : Best;
        Apply(new CheckpointSaved(trial, attempt, new CheckpointRef(step, "bench", 1, "00")));
        Apply(new AttemptEnded(trial, attempt, outcome));
    }

    private int NextReport(int from)
    {
        var step = _problem.MinResource;
        while (step <= from)
        {
            step *= Factor;
        }

        return Math.Min(step, _problem.MaxResource);
    }

    private void Apply(SweepEvent e) => _engine.Apply(e with { Sequence = _engine.LastSequence + 1 });
}
