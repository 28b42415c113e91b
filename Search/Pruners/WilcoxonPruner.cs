using System.Globalization;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Pruners;

/// <summary>
/// Ends a trial that is worse than the best completed one, the one with the lowest mean, by the signed-rank test of Wilcoxon 1945 over the
/// steps that both have. As Optuna's, but the means that protect a trial with few bad steps are those over the common steps: means over
/// different steps protect every trial while steps get harder. A trial with a score that is not finite is not judged.
/// </summary>
/// <param name="rule">How sure to be.</param>
internal sealed class WilcoxonPruner(WilcoxonTermination rule) : IPruner
{
    private LearningCurve? _best;
    private double _bestMean;

    /// <inheritdoc/>
    public string Name => "wilcoxon";

    /// <inheritdoc/>
    public Judgement Judge(LearningCurve curve, int step, params ReadOnlySpan<double> scores)
    {
        if (_best is not { } best || !double.IsFinite(scores[0]) || !Standings.AreFinite(curve.Scores))
        {
            return Judgement.Continue;
        }

        var differences = Differences(best, curve, step, scores[0]);
        if (differences.Count < Math.Max(2, rule.StartupSteps) || differences.Average() <= 0)
        {
            return Judgement.Continue;
        }

        var p = SignedRank.PValue(differences);
        var reason = string.Create(
            CultureInfo.InvariantCulture, $"{Name}: worse than trial {best.Trial} over {differences.Count} steps (p = {p:0.####})");
        return p < rule.PThreshold ? new Judgement(Decision.Prune, reason, null, [best.Trial]) : Judgement.Continue;
    }

    /// <inheritdoc/>
    public void Record(LearningCurve curve, int step, Judgement judgement, params ReadOnlySpan<double> scores)
    {
    }

    /// <inheritdoc/>
    public void End(LearningCurve curve, bool isCompleted)
    {
        if (!isCompleted || curve.Count == 0 || !Standings.AreFinite(curve.Scores))
        {
            return;
        }

        var mean = Mean(curve.Scores);
        if (_best is null || mean < _bestMean)
        {
            (_best, _bestMean) = (curve, mean);
        }
    }

    private static double Mean(ReadOnlySpan<double> scores)
    {
        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += score;
        }

        return sum / scores.Length;
    }

    /// <summary>How much worse than the best trial a trial is at each step that both have.</summary>
    private static List<double> Differences(LearningCurve best, LearningCurve curve, int step, double score)
    {
        var differences = new List<double>();
        var place = 0;
        for (var i = 0; i <= curve.Count; i++)
        {
            var (at, own) = i < curve.Count ? (curve.StepAt(i), curve.Scores[i]) : (step, score);
            while (place < best.Count && best.StepAt(place) < at)
            {
                place++;
            }

            if (place < best.Count && best.StepAt(place) == at)
            {
                differences.Add(own - best.Scores[place]);
            }
        }

        return differences;
    }
}
