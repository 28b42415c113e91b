using SweepCluster.Contracts.Attempts;
using SweepCluster.Search.Pruners;

namespace SweepCluster.Search.Tests.Pruners;

public sealed class AshaPrunerTests
{
    [Fact]
    public void Judge_WorstOfFourAtRungZero_PrunesAndNamesTheNumbers()
    {
        var pruner = WithScores(1, 2, 3);
        var judgement = pruner.Judge(new LearningCurve(3), 1, 4);
        Assert.Equal(Decision.Prune, judgement.Decision);
        Assert.Equal(0, judgement.Rung);
        Assert.Equal("asha: place 4 of 4 at rung 0 (step 1); the best 1 go on", judgement.Reason);
        Assert.Equal([0, 1, 2], judgement.ComparedWith!.Value);
    }

    [Fact]
    public void Judge_StepBetweenRungs_DoesNotCompare()
    {
        var pruner = WithScores(1);
        var curve = new LearningCurve(1);
        pruner.Record(curve, 1, pruner.Judge(curve, 1, 0.5), 0.5);
        curve.Add(1, 0.5);
        Assert.Null(pruner.Judge(curve, 2, 100).Rung);
        Assert.Equal(1, pruner.Judge(curve, 3, 100).Rung);
    }

    [Fact]
    public void Judge_AtMaxResource_HasNoRung()
    {
        var pruner = new AshaPruner(new RungLadder(1, 9, 3));
        Assert.Equal(1, pruner.Judge(new LearningCurve(0), 9, 1).Rung);
    }

    [Fact]
    public void Judge_WithoutRecord_LeavesRungsAlone()
    {
        var pruner = WithScores(1, 2, 3);
        for (var i = 0; i < 10; i++)
        {
            pruner.Judge(new LearningCurve(7), 1, 0);
        }

        Assert.Contains("of 4", pruner.Judge(new LearningCurve(3), 1, 4).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_AnotherDecisionThanTheRulesOwn_IsBelieved()
    {
        var pruner = new AshaPruner(new RungLadder(1, 27, 3));
        var curve = new LearningCurve(0);
        pruner.Record(curve, 1, new Judgement(Decision.Continue, null, 0), 5);
        curve.Add(1, 5);
        Assert.Equal(1, pruner.Judge(curve, 3, 5).Rung);
    }

    private static AshaPruner WithScores(params double[] scores)
    {
        var pruner = new AshaPruner(new RungLadder(1, 27, 3));
        for (var trial = 0; trial < scores.Length; trial++)
        {
            pruner.Record(new LearningCurve(trial), 1, new Judgement(Decision.Continue, null, 0), scores[trial]);
        }

        return pruner;
    }
}
