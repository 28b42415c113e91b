using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// Asynchronous successive halving, the stopping variant (Li et al. 2020, with Optuna's rule for who stays): a trial that reaches a rung
/// goes on when fewer than ⌊n/η⌋ of the n trials there, itself counted, are better, or when none is. With several objectives, better is who
/// is on a better front. A score that is not finite never goes on and is not recorded.
/// </summary>
/// <param name="ladder">The rungs.</param>
/// <param name="objectives">How many objectives there are.</param>
/// <param name="name">What judgements say about who made them.</param>
internal sealed class AshaPruner(RungLadder ladder, int objectives = 1, string name = "asha") : IPruner
{
    private readonly List<IStandings> _rungs = [];
    private readonly Dictionary<int, int> _nextRung = [];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores)
    {
        var judgement = Judgement.Continue;
        for (var rung = NextRung(curve); ladder.IsReached(rung, step); rung++)
        {
            judgement = JudgeAt(rung, scores);
            if (judgement.Decision == Decision.Prune)
            {
                break;
            }
        }

        return judgement;
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
        if (judgement.Rung is not { } last)
        {
            return;
        }

        for (var rung = NextRung(curve); rung <= last && Standings.AreFinite(scores); rung++)
        {
            while (_rungs.Count <= rung)
            {
                _rungs.Add(Standings.For(objectives));
            }

            _rungs[rung].Add(curve.Trial, scores);
        }

        _nextRung[curve.Trial] = last + 1;
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted) => _nextRung.Remove(curve.Trial);

    private Judgement JudgeAt(int rung, ReadOnlySpan<double> scores)
    {
        if (!Standings.AreFinite(scores))
        {
            return new Judgement(Decision.Prune, $"{Name}: no finite score at rung {rung} (step {ladder.StepOf(rung)})", rung, []);
        }

        var board = rung < _rungs.Count ? _rungs[rung] : Standings.For(objectives);
        var (better, trials) = (board.CountBetter(scores), board.Count + 1);
        var kept = Math.Max(1, trials / ladder.ReductionFactor);
        var reason = $"{Name}: place {better + 1} of {trials} at rung {rung} (step {ladder.StepOf(rung)}); the best {kept} go on";
        return better < kept
            ? new Judgement(Decision.Continue, null, rung, board.Best())
            : new Judgement(Decision.Prune, reason, rung, board.Best());
    }

    private int NextRung(LearningCurve curve) => _nextRung.GetValueOrDefault(curve.Trial);
}
