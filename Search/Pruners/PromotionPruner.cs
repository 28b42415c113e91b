using SweepCluster.Contracts.Attempts;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// Asynchronous successive halving as its paper has it (Li et al. 2020, algorithm 2): a trial is paused at each rung. A free slot looks from
/// the highest rung down for a trial that is among the best ⌊n/η⌋ of the n that came there and has not gone on, and resumes the best of
/// them; if there is none, it begins a new trial. A trial that would be resumed at once is not paused. When no new trial can come, the best
/// of a rung goes on even where n is less than η; as long as none was trained to its end, the others follow, for those that went on may fail.
/// </summary>
/// <param name="ladder">The rungs.</param>
/// <param name="objectives">How many objectives there are.</param>
internal sealed class PromotionPruner(RungLadder ladder, int objectives = 1) : IPromoter
{
    private readonly List<PromotionRung> _rungs = [];
    private readonly Dictionary<int, int> _nextRung = [];
    private bool _isAnyCompleted;

    /// <inheritdoc/>
    public string Name => "asha";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores)
    {
        if (LastReached(curve, step) is not { } rung)
        {
            return Judgement.Continue;
        }

        if (!Standings.AreFinite(scores))
        {
            return new Judgement(Decision.Prune, $"{Name}: no finite score at rung {rung} (step {ladder.StepOf(rung)})", rung, []);
        }

        var here = rung < _rungs.Count ? _rungs[rung] : new PromotionRung(objectives);
        var isNext = here.WouldPromote(ladder.ReductionFactor, scores) && !PromotableAbove(rung, isLast: false).Any();
        var place = here.Standings.Before(scores).Count() + 1;
        var reason = $"{Name}: place {place} of {here.Standings.Count + 1} at rung {rung} (step {ladder.StepOf(rung)}); goes on only if promoted";
        return isNext
            ? new Judgement(Decision.Continue, null, rung, here.Standings.Best())
            : new Judgement(Decision.Pause, reason, rung, here.Standings.Best());
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
        if (judgement.Rung is not { } last)
        {
            return;
        }

        // It may have come to a further rung on its way to the pause.
        Promote(curve.Trial);
        for (var rung = _nextRung.GetValueOrDefault(curve.Trial); rung <= last && Standings.AreFinite(scores); rung++)
        {
            while (_rungs.Count <= rung)
            {
                _rungs.Add(new PromotionRung(objectives));
            }

            _rungs[rung].Add(curve.Trial, isWaiting: rung == last && judgement.Decision == Decision.Pause, scores);
        }

        _nextRung[curve.Trial] = last + 1;
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted)
    {
        Promote(curve.Trial);
        _nextRung.Remove(curve.Trial);
        _isAnyCompleted |= isCompleted;
    }

    /// <inheritdoc/>
    public IEnumerable<int> Promotable(bool isLast) => PromotableAbove(-1, isLast);

    /// <inheritdoc/>
    public void Promote(int trial)
    {
        if (_nextRung.TryGetValue(trial, out var next) && next > 0 && next <= _rungs.Count)
        {
            _rungs[next - 1].Promote(trial);
        }
    }

    private IEnumerable<int> PromotableAbove(int rung, bool isLast) =>
        Enumerable.Range(rung + 1, Math.Max(0, _rungs.Count - rung - 1))
            .Reverse()
            .SelectMany(higher => _rungs[higher].Promotable(ladder.ReductionFactor, isLast ? (_isAnyCompleted ? 1 : int.MaxValue) : 0));

    private int? LastReached(LearningCurve curve, int step)
    {
        int? last = null;
        for (var rung = _nextRung.GetValueOrDefault(curve.Trial); ladder.IsReached(rung, step); rung++)
        {
            last = rung;
        }

        return last;
    }
}
