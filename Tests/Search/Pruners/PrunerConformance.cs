using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Tests.Pruners;

/// <summary>What every pruner must do, with one objective and with several.</summary>
public abstract class PrunerConformance
{
    private const int Steps = 27;

    protected abstract EarlyTerminateSpec Rule { get; }

    /// <summary>Scores that must not help a trial.</summary>
    protected virtual double[] Unusable => [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Judge_OnlyTrial_IsNotPruned(int objectives)
    {
        var judgements = Play(Create(objectives), trial: 0, Steps, step => Many(1.0 / step, objectives));
        Assert.All(judgements, judgement => Assert.NotEqual(Decision.Prune, judgement.Decision));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_AskedTwice_GivesTheSameAnswer(int objectives)
    {
        var pruner = WithHistory(30, objectives);
        var curve = new LearningCurve(99);
        var scores = Many(0.5, objectives);
        for (var step = 1; step <= 9; step++)
        {
            var first = pruner.Judge(curve, step, scores);
            Assert.Equal(first.Decision, pruner.Judge(curve, step, scores).Decision);
            Assert.Equal(first.Reason, pruner.Judge(curve, step, scores).Reason);
            pruner.Record(curve, step, first, scores);
            curve.Add(step, scores[0]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_SameHistoryOnAnother_GivesTheSameAnswers(int objectives)
    {
        var (first, second) = (WithHistory(60, objectives), WithHistory(60, objectives));
        for (var trial = 60; trial < 90; trial++)
        {
            var level = TrialRandom.For(2, trial).NextDouble() * 2;
            Assert.Equal(
                Play(first, trial, Steps, step => Many(level + (0.5 / step), objectives)).Select(judgement => judgement.Reason),
                Play(second, trial, Steps, step => Many(level + (0.5 / step), objectives)).Select(judgement => judgement.Reason));
        }
    }

    // A replayed log brings decisions that another version may have made.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Record_OtherDecisionsThanItsOwn_GoesOn(int objectives)
    {
        var pruner = WithHistory(20, objectives);
        var curve = new LearningCurve(50);
        for (var step = 1; step <= Steps; step++)
        {
            var opposite = pruner.Judge(curve, step, Many(step, objectives)) is { Decision: Decision.Prune } own
                ? own with { Decision = Decision.Continue }
                : Judgement.Continue;
            pruner.Record(curve, step, opposite, Many(step, objectives));
            curve.Add(step, step);
        }

        pruner.End(curve, isCompleted: true);
        Play(pruner, 51, Steps, _ => Many(0.1, objectives));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Judge_BestTrialSoFar_IsNotPruned(int objectives)
    {
        var pruner = WithHistory(40, objectives);
        Assert.All(Play(pruner, 99, Steps, _ => Many(-100, objectives)), judgement => Assert.NotEqual(Decision.Prune, judgement.Decision));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_BetterScoreAtTheSamePlace_IsNeverPrunedWhenAWorseIsNot(int objectives)
    {
        var pruner = WithHistory(40, objectives);
        var decisions = Enumerable.Range(0, 100).Select(i => pruner.Judge(new LearningCurve(99), 1, Many(i / 50.0, objectives)).Decision).ToList();
        Assert.Equal(decisions.OrderBy(decision => decision), decisions);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_NaNAndInfinities_NeverThrowsAndNeverHelps(int objectives)
    {
        var pruner = WithHistory(40, objectives);
        var worst = pruner.Judge(new LearningCurve(99), 1, Many(1e300, objectives)).Decision;
        foreach (var score in Unusable)
        {
            Assert.True(pruner.Judge(new LearningCurve(99), 1, Many(score, objectives)).Decision >= worst);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_Pruned_SaysWhy(int objectives)
    {
        var pruner = WithHistory(40, objectives);
        var judgement = pruner.Judge(new LearningCurve(99), 1, Many(1e9, objectives));
        Assert.True(judgement.Decision == Decision.Continue || judgement.Reason!.StartsWith(pruner.Name, StringComparison.Ordinal));
        Assert.True(judgement.ComparedWith is not { } trials || trials.Length <= 16);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_FirstReportAtALateStep_Answers(int objectives) => Create(objectives).Judge(new LearningCurve(0), 1_000_000, Many(1, objectives));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_TenThousandTrials_GoesOnAndLetsSomeFinish(int objectives)
    {
        var pruner = Create(objectives);
        var completed = 0;
        for (var trial = 0; trial < 10_000; trial++)
        {
            var random = TrialRandom.For(3, trial).Stream(DrawPurpose.Prior, 0, 0);
            var levels = Enumerable.Range(0, objectives).Select(_ => random.NextDouble()).ToArray();
            var judgements = Play(pruner, trial, 9, step => [.. levels.Select(level => level + (1.0 / step))]);
            completed += judgements.Exists(judgement => judgement.Decision == Decision.Prune) ? 0 : 1;
        }

        Assert.InRange(completed, 5, 10_000);
    }

    private protected IPruner Create(int objectives) => PrunerFactory.Create(Spaces.Spec(new RandomMethod()) with
    {
        EarlyTerminate = Rule,
        Objectives = [.. Enumerable.Range(0, objectives).Select(i => new Objective($"loss{i}", Direction.Minimize))],
    });

    private static double[] Many(double score, int objectives) => [.. Enumerable.Repeat(score, objectives)];

    private static List<Judgement> Play(IPruner pruner, int trial, int steps, Func<int, double[]> scores)
    {
        var curve = new LearningCurve(trial);
        var judgements = new List<Judgement>();
        for (var step = 1; step <= steps && !judgements.Exists(judgement => judgement.Decision == Decision.Prune); step++)
        {
            judgements.Add(pruner.Judge(curve, step, scores(step)));
            pruner.Record(curve, step, judgements[^1], scores(step));
            curve.Add(step, scores(step)[0]);
            if (judgements[^1].Decision == Decision.Pause)
            {
                ((IPromoter)pruner).Promote(trial);
            }
        }

        pruner.End(curve, !judgements.Exists(judgement => judgement.Decision == Decision.Prune));
        return judgements;
    }

    private IPruner WithHistory(int trials, int objectives)
    {
        var pruner = Create(objectives);
        for (var trial = 0; trial < trials; trial++)
        {
            var level = TrialRandom.For(1, trial).NextDouble();
            Play(pruner, trial, Steps, step => Many(level + (1.0 / step), objectives));
        }

        return pruner;
    }

    public sealed class Asha : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new AshaTermination(1, 27);
    }

    public sealed class Promotion : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new AshaTermination(1, 27, Variant: AshaVariant.Promotion);
    }

    public sealed class Hyperband : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new HyperbandTermination(1, 27);
    }

    public sealed class Median : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new MedianTermination();
    }

    public sealed class Percentile : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new PercentileTermination(20);
    }

    public sealed class Patient : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new PatientTermination(2);
    }

    public sealed class Threshold : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new ThresholdTermination(null, 3);

        // Below a bound that there is not, whatever it means.
        protected override double[] Unusable => [double.NaN, double.PositiveInfinity];
    }

    public sealed class Wilcoxon : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new WilcoxonTermination();
    }

    public sealed class None : PrunerConformance
    {
        protected override EarlyTerminateSpec Rule => new NoEarlyTermination();
    }
}
