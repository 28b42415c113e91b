using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Pruners;

public sealed class PromotionPrunerTests
{
    public static TheoryData<string> Scripts => OracleFile.Ids("asha_promotion");

    [Theory]
    [Trait("Category", "Oracle")]
    [MemberData(nameof(Scripts))]
    public void Promotable_ScriptedReports_AnswersAsThePaper(string id)
    {
        var oracle = OracleFile.Case("asha_promotion", id);
        var steps = oracle.Input("rung_resources").EnumerateArray().Select(step => step.GetInt32()).ToList();
        var objective = new Objective("loss", oracle.Input("mode").GetString() == "min" ? Direction.Minimize : Direction.Maximize);
        var pruner = new PromotionPruner(new RungLadder(steps[0], oracle.Input("max_resource").GetInt32(), oracle.Input("eta").GetInt32()));
        var (answers, rungs) = (new List<string>(), new Dictionary<int, int>());
        foreach (var entry in oracle.Input("script").EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.String)
            {
                answers.Add(Ask(pruner, rungs));
                continue;
            }

            var (trial, rung, score) = (entry[1].GetInt32(), entry[2].GetInt32(), objective.Score(entry[3].Number()));
            rungs[trial] = rung;
            pruner.Record(new LearningCurve(trial), steps[rung], new Judgement(Decision.Pause, null, rung), score);
        }

        Assert.Equal(oracle.Expected("asks_paper_rule").EnumerateArray().Select(Text), answers);
    }

    // A trial is not paused exactly when a free slot would take it up again at once.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    public void Judge_ManyTrials_ContinuesWhenItWouldBeTheNextToGoOn(int objectives, int factor)
    {
        var ladder = new RungLadder(1, 27, factor);
        var pruner = new PromotionPruner(ladder, objectives);
        var (continued, paused) = (0, 0);
        for (var trial = 0; trial < 200; trial++)
        {
            var curve = new LearningCurve(trial);
            for (var rung = 0; ladder.IsReached(rung, 27); rung++)
            {
                var scores = Scores(trial, rung, objectives);
                var step = (int)ladder.StepOf(rung);
                var judgement = pruner.Judge(curve, step, scores);
                pruner.Record(curve, step, judgement with { Decision = Decision.Pause }, scores);
                curve.Add(step, scores[0]);
                var isNext = pruner.Promotable(isLast: false).FirstOrDefault(-1) == trial;
                Assert.Equal(isNext ? Decision.Continue : Decision.Pause, judgement.Decision);
                (continued, paused) = isNext ? (continued + 1, paused) : (continued, paused + 1);
                if (!isNext)
                {
                    break;
                }

                pruner.Promote(trial);
            }

            // Every other time a slot takes up one that waits.
            foreach (var waiting in pruner.Promotable(isLast: false).Take(trial % 2).ToList())
            {
                pruner.Promote(waiting);
            }
        }

        Assert.True(continued > 10 && paused > 10);
    }

    [Fact]
    public void Promotable_FewerTrialsThanTheFactor_LetsTheBestGoOnAtTheEndOnly()
    {
        var pruner = new PromotionPruner(new RungLadder(1, 27, 3));
        pruner.Record(new LearningCurve(0), 1, new Judgement(Decision.Pause, null, 0), 2);
        pruner.Record(new LearningCurve(1), 1, new Judgement(Decision.Pause, null, 0), 1);
        Assert.Empty(pruner.Promotable(isLast: false));
        Assert.Equal([1, 0], pruner.Promotable(isLast: true));
    }

    [Fact]
    public void Promotable_AtTheEndAfterOneWasCompleted_IsTheBestOfARungOnly()
    {
        var pruner = new PromotionPruner(new RungLadder(1, 27, 3));
        pruner.Record(new LearningCurve(0), 1, new Judgement(Decision.Pause, null, 0), 2);
        pruner.Record(new LearningCurve(1), 1, new Judgement(Decision.Pause, null, 0), 1);
        pruner.End(new LearningCurve(2), isCompleted: true);
        Assert.Equal([1], pruner.Promotable(isLast: true));
        pruner.Promote(1);
        Assert.Empty(pruner.Promotable(isLast: true));
    }

    [Fact]
    public void Promotable_TrialIsOver_IsNotPromoted()
    {
        var pruner = new PromotionPruner(new RungLadder(1, 27, 2));
        var curves = new[] { new LearningCurve(0), new LearningCurve(1) };
        pruner.Record(curves[0], 1, new Judgement(Decision.Pause, null, 0), 1);
        pruner.Record(curves[1], 1, new Judgement(Decision.Pause, null, 0), 2);
        pruner.End(curves[0], isCompleted: false);
        Assert.Empty(pruner.Promotable(isLast: false));
    }

    private static double[] Scores(int trial, int rung, int objectives)
    {
        var random = TrialRandom.For(1, trial).Stream(DrawPurpose.Prior, rung, 0);
        return [.. Enumerable.Range(0, objectives).Select(_ => Math.Round(random.NextDouble(), 2))];
    }

    private static string Ask(PromotionPruner pruner, Dictionary<int, int> rungs)
    {
        var next = pruner.Promotable(isLast: false).FirstOrDefault(-1);
        if (next < 0)
        {
            rungs.Add(rungs.Count, 0);
            return $"new {rungs.Count - 1}";
        }

        pruner.Promote(next);
        return $"promote {next} to {rungs[next] + 1}";
    }

    private static string Text(JsonElement answer) => answer.TryGetProperty("new", out var trial)
        ? $"new {trial.GetInt32()}"
        : $"promote {answer.GetProperty("promote").GetInt32()} to {answer.GetProperty("to_rung").GetInt32()}";
}
