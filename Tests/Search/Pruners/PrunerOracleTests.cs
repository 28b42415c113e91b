using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Pruners;

/// <summary>Scripted reports against the decisions that Optuna's pruners make.</summary>
[Trait("Category", "Oracle")]
public sealed class PrunerOracleTests
{
    // Here the first rung is always stated, never guessed from the first completed trial.
    public static TheoryData<string> Asha => OracleFile.Ids("asha_stopping", oracle => oracle.Id() != "auto-min-resource");

    public static TheoryData<string> Median => OracleFile.Ids("percentile", oracle =>
        oracle.Input("pruner").GetProperty("name").GetString() == "median");

    [Theory]
    [MemberData(nameof(Asha))]
    public void Asha_ScriptedReports_DecidesAsOracle(string id)
    {
        var oracle = OracleFile.Case("asha_stopping", id);
        var settings = oracle.Input("pruner");
        var pruner = new AshaPruner(
            settings.GetProperty("min_resource").GetInt32(), int.MaxValue, settings.GetProperty("reduction_factor").GetInt32());
        Assert.Equal(Expected(oracle), Play(oracle, pruner, firstStep: 1));
    }

    [Fact]
    public void Asha_InfiniteScore_IsPrunedWhereThePeerLetsTiesContinue()
    {
        var pruner = new AshaPruner(1, 100, 2);
        Assert.Equal(Decision.Prune, pruner.Judge(new LearningCurve(0), 1, double.PositiveInfinity).Decision);
        Assert.Equal(Decision.Prune, pruner.Judge(new LearningCurve(1), 1, double.NegativeInfinity).Decision);
    }

    [Theory]
    [MemberData(nameof(Median))]
    public void Median_ScriptedReports_DecidesAsOracle(string id)
    {
        var oracle = OracleFile.Case("percentile", id);
        var settings = oracle.Input("pruner");
        var rule = new MedianTermination(
            settings.GetProperty("n_startup_trials").GetInt32(),
            settings.GetProperty("n_warmup_steps").GetInt32(),
            settings.GetProperty("interval_steps").GetInt32(),
            settings.GetProperty("n_min_trials").GetInt32());

        // The peer's steps count from 0, ours from 1.
        Assert.Equal(Expected(oracle), Play(oracle, new MedianPruner(rule, ObjectiveOf(oracle)), firstStep: 0));
    }

    private static List<Decision> Expected(JsonElement oracle) =>
        [.. oracle.Expected("decisions").EnumerateArray().Select(decision => decision.GetString() == "prune" ? Decision.Prune : Decision.Continue)];

    private static Objective ObjectiveOf(JsonElement oracle) =>
        new("loss", oracle.Input("direction").GetString() == "minimize" ? Direction.Minimize : Direction.Maximize);

    private static List<Decision> Play(JsonElement oracle, IPruner pruner, int firstStep)
    {
        var objective = ObjectiveOf(oracle);
        var decisions = new List<Decision>();
        var curves = new Dictionary<int, LearningCurve>();
        foreach (var entry in oracle.Input("script").EnumerateArray())
        {
            var trial = entry[1].GetInt32();
            var curve = curves.TryGetValue(trial, out var known) ? known : curves[trial] = new LearningCurve(trial);
            var operation = entry[0].GetString();
            if (operation == "complete")
            {
                pruner.Complete(curve);
            }
            else if (operation != "fail")
            {
                var (step, score) = (entry[2].GetInt32() + 1 - firstStep, objective.Score(entry[3].Number()));
                var judgement = operation == "report" ? pruner.Judge(curve, step, score) : Judgement.Continue;
                decisions.AddRange(operation == "report" ? [judgement.Decision] : []);
                pruner.Record(curve, step, score, judgement);
                curve.Add(step, score);
            }
        }

        return decisions;
    }
}
