using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Tests.Pruners;

/// <summary>What every pruner must do.</summary>
public abstract class PrunerConformance
{
    private protected abstract IPruner Create();

    [Fact]
    public void Judge_OnlyTrial_Continues()
    {
        var pruner = Create();
        Assert.All(Play(pruner, trial: 0, steps: 27, step => 1.0 / step), judgement => Assert.Equal(Decision.Continue, judgement.Decision));
    }

    [Fact]
    public void Judge_AskedTwice_GivesTheSameAnswer()
    {
        var pruner = WithHistory(30);
        var curve = new LearningCurve(99);
        for (var step = 1; step <= 9; step++)
        {
            var first = pruner.Judge(curve, step, 0.5);
            Assert.Equal(first.Decision, pruner.Judge(curve, step, 0.5).Decision);
            Assert.Equal(first.Reason, pruner.Judge(curve, step, 0.5).Reason);
            pruner.Record(curve, step, 0.5, first);
            curve.Add(step, 0.5);
        }
    }

    [Fact]
    public void Judge_BestTrialSoFar_Continues()
    {
        var pruner = WithHistory(40);
        Assert.All(Play(pruner, 99, 27, _ => -100), judgement => Assert.Equal(Decision.Continue, judgement.Decision));
    }

    [Fact]
    public void Judge_BetterScoreAtTheSamePlace_IsNeverPrunedWhenAWorseIsNot()
    {
        var pruner = WithHistory(40);
        var decisions = Enumerable.Range(0, 100).Select(i => pruner.Judge(new LearningCurve(99), 1, i / 50.0).Decision).ToList();
        Assert.Equal(decisions.OrderBy(decision => decision), decisions);
    }

    [Fact]
    public void Judge_NaNAndInfinities_NeverThrowsAndNeverHelps()
    {
        var pruner = WithHistory(40);
        var worst = pruner.Judge(new LearningCurve(98), 1, double.MaxValue).Decision;
        foreach (var score in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Equal(worst, pruner.Judge(new LearningCurve(99), 1, score).Decision);
        }
    }

    [Fact]
    public void Judge_Pruned_SaysWhy()
    {
        var pruner = WithHistory(40);
        var judgement = pruner.Judge(new LearningCurve(99), 1, 1e9);
        Assert.True(judgement.Decision == Decision.Continue || judgement.Reason!.StartsWith(pruner.Name, StringComparison.Ordinal));
        Assert.True(judgement.ComparedWith is not { } trials || trials.Length <= 16);
    }

    [Fact]
    public void Judge_FirstReportAtALateStep_Answers() => Create().Judge(new LearningCurve(0), 1_000_000, 1);

    private protected static List<Judgement> Play(IPruner pruner, int trial, int steps, Func<int, double> score)
    {
        var curve = new LearningCurve(trial);
        var judgements = new List<Judgement>();
        for (var step = 1; step <= steps && !judgements.Exists(judgement => judgement.Decision == Decision.Prune); step++)
        {
            judgements.Add(pruner.Judge(curve, step, score(step)));
            pruner.Record(curve, step, score(step), judgements[^1]);
            curve.Add(step, score(step));
        }

        if (!judgements.Exists(judgement => judgement.Decision == Decision.Prune))
        {
            pruner.Complete(curve);
        }

        return judgements;
    }

    private IPruner WithHistory(int trials)
    {
        var pruner = Create();
        for (var trial = 0; trial < trials; trial++)
        {
            var level = TrialRandom.For(1, trial).NextDouble();
            Play(pruner, trial, 27, step => level + (1.0 / step));
        }

        return pruner;
    }

    public sealed class Asha : PrunerConformance
    {
        private protected override IPruner Create() => new AshaPruner(1, 27, 3);
    }

    public sealed class Median : PrunerConformance
    {
        private protected override IPruner Create() =>
            new MedianPruner(new MedianTermination(), new Objective("loss", Direction.Minimize));
    }

    public sealed class None : PrunerConformance
    {
        private protected override IPruner Create() => new NoPruner();
    }
}
