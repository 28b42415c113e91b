using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Numerics;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Pruners;

/// <summary>Scripted reports against the decisions that Optuna's pruners make.</summary>
[Trait("Category", "Oracle")]
public sealed class PrunerOracleTests
{
    private const string Ignored = "ignored(already pruned)";

    // Here the first rung is always stated, never guessed from the first completed trial.
    public static TheoryData<string> Asha => OracleFile.Ids("asha_stopping", oracle =>
        oracle.Input("pruner").GetProperty("min_resource").ValueKind == JsonValueKind.Number
        && oracle.Input("pruner").GetProperty("bootstrap_count").GetInt32() == 0
        && !oracle.Id().StartsWith("inf-values", StringComparison.Ordinal));

    public static TheoryData<string> Brackets => OracleFile.Ids("hyperband");

    public static TheoryData<string> Percentile => OracleFile.Ids("percentile");

    public static TheoryData<string> Patient => OracleFile.Ids("patient");

    public static TheoryData<string> Threshold => OracleFile.Ids("threshold");

    public static TheoryData<string> Wilcoxon => OracleFile.Ids("wilcoxon");

    public static TheoryData<string> PValues => OracleFile.Ids("wilcoxon_pvalues");

    [Theory]
    [MemberData(nameof(Asha))]
    public void Asha_ScriptedReports_DecidesAsOracle(string id)
    {
        var oracle = OracleFile.Case("asha_stopping", id);
        var settings = oracle.Input("pruner");
        var ladder = new RungLadder(
            settings.GetProperty("min_resource").GetInt32(), int.MaxValue, settings.GetProperty("reduction_factor").GetInt32());
        Assert.Equal(Expected(oracle), Play(oracle, new AshaPruner(ladder), firstStep: 1));
    }

    [Fact]
    public void Asha_InfiniteScore_IsPrunedWhereThePeerLetsTiesContinue()
    {
        var pruner = new AshaPruner(new RungLadder(1, 100, 2));
        Assert.Equal(Decision.Prune, pruner.Judge(new LearningCurve(0), 1, double.PositiveInfinity).Decision);
        Assert.Equal(Decision.Prune, pruner.Judge(new LearningCurve(1), 1, double.NegativeInfinity).Decision);
    }

    [Theory]
    [MemberData(nameof(Brackets))]
    public void Hyperband_Brackets_AreAsOracle(string id)
    {
        var oracle = OracleFile.Case("hyperband", id);
        var ladder = LadderOf(oracle);
        var brackets = new HyperbandBrackets(ladder);
        var expected = oracle.GetProperty("expected");
        if (expected.TryGetProperty("paper_brackets", out var paper))
        {
            var rungs = paper.EnumerateArray().Select(bracket => bracket.GetProperty("rungs").EnumerateArray().Select(rung => rung.GetProperty("n").GetInt64()));
            Assert.Equal(expected.GetProperty("n_brackets").GetInt32(), brackets.Ladders.Count);
            Assert.Equal(
                expected.GetProperty("first_rung_resource_per_bracket_optuna_style").EnumerateArray().Select(step => step.GetInt32()),
                brackets.Ladders.Select(bracket => bracket.MinResource));
            Assert.All(rungs.Zip(brackets.Weights), pair => Assert.Equal(pair.First, Survivors(pair.Second, ladder.ReductionFactor, pair.First.Count())));
        }

        if (expected.TryGetProperty("weights", out var weights))
        {
            Assert.Equal(weights.EnumerateArray().Select(weight => weight.GetInt64()), brackets.Weights);
        }

        if (oracle.GetProperty("input").TryGetProperty("reports", out var reports))
        {
            Assert.Equal(Expected(oracle), PlayBrackets(oracle, reports, brackets));
        }
    }

    [Theory]
    [MemberData(nameof(Percentile))]
    public void Percentile_ScriptedReports_DecidesAsOracle(string id)
    {
        var oracle = OracleFile.Case("percentile", id);
        var settings = oracle.Input("pruner");
        var rule = new PercentileTermination(
            settings.TryGetProperty("percentile", out var percentile) ? percentile.GetDouble() : 50,
            settings.GetProperty("n_startup_trials").GetInt32(),
            settings.GetProperty("n_warmup_steps").GetInt32(),
            settings.GetProperty("interval_steps").GetInt32(),
            settings.GetProperty("n_min_trials").GetInt32());
        Assert.Equal(Expected(oracle), Play(oracle, new PercentilePruner(rule, ObjectiveOf(oracle))));
    }

    [Theory]
    [MemberData(nameof(Patient))]
    public void Patient_ScriptedReports_DecidesAsOracle(string id)
    {
        var oracle = OracleFile.Case("patient", id);
        var settings = oracle.Input("pruner");
        var rule = new PatientTermination(settings.GetProperty("patience").GetInt32(), settings.GetProperty("min_delta").GetDouble());
        Assert.Equal(Expected(oracle), Play(oracle, new PatientPruner(rule, ObjectiveOf(oracle))));
    }

    [Theory]
    [MemberData(nameof(Threshold))]
    public void Threshold_ScriptedReports_DecidesAsOracle(string id)
    {
        var oracle = OracleFile.Case("threshold", id);
        var settings = oracle.Input("pruner");
        var rule = new ThresholdTermination(
            Bound(settings.GetProperty("lower")),
            Bound(settings.GetProperty("upper")),
            settings.GetProperty("n_warmup_steps").GetInt32(),
            settings.GetProperty("interval_steps").GetInt32());
        Assert.Equal(Expected(oracle), Play(oracle, new ThresholdPruner(rule, ObjectiveOf(oracle))));
    }

    [Theory]
    [MemberData(nameof(Wilcoxon))]
    public void Wilcoxon_ScriptedReports_DecidesAsOracleUnlessItComparesDifferentSteps(string id)
    {
        var oracle = OracleFile.Case("wilcoxon", id);
        var (expected, actual) = (Expected(oracle), Play(oracle, WilcoxonOf(oracle)));
        var differs = Enumerable.Range(0, expected.Count).FirstOrDefault(i => expected[i] != actual[i], -1);
        if (differs >= 0)
        {
            Assert.Equal(("continue", "prune"), (expected[differs], actual[differs]));
            Assert.True(IsProtectedByOtherSteps(oracle, differs));
        }
    }

    [Fact]
    public void Wilcoxon_WorseEverywhere_PrunesAsSoonAsFourPairsSaySo()
    {
        var oracle = OracleFile.Case("wilcoxon", "worse-everywhere");
        Assert.Equal(["continue", "continue", "continue", "prune", Ignored, Ignored, Ignored, Ignored], Play(oracle, WilcoxonOf(oracle)));
    }

    [Theory]
    [MemberData(nameof(PValues))]
    public void SignedRank_KnownDifferences_HasTheirProbability(string id)
    {
        var oracle = OracleFile.Case("wilcoxon_pvalues", id);
        var differences = oracle.Input("differences").Numbers();
        OracleFile.AssertClose(
            oracle.Expected("greater").GetProperty("p").GetDouble(), SignedRank.PValue(differences), 1e-9, 1e-12, "greater");
        OracleFile.AssertClose(
            oracle.Expected("less").GetProperty("p").GetDouble(), SignedRank.PValue([.. differences.Select(x => -x)]), 1e-9, 1e-12, "less");
    }

    private static WilcoxonPruner WilcoxonOf(JsonElement oracle) => new(new WilcoxonTermination(
        oracle.Input("pruner").GetProperty("p_threshold").GetDouble(), oracle.Input("pruner").GetProperty("n_startup_steps").GetInt32()));

    // The peer spares a trial whose mean so far is better than the best trial's mean, which is one over other steps; ours does not.
    private static bool IsProtectedByOtherSteps(JsonElement oracle, int report)
    {
        var objective = ObjectiveOf(oracle);
        var reports = oracle.Input("script").EnumerateArray().Where(entry => entry[0].GetString() == "report").ToList();
        var trial = reports[report][1].GetInt32();
        var own = reports.Take(report + 1).Where(entry => entry[1].GetInt32() == trial).Average(entry => objective.Score(entry[3].Number()));
        var best = oracle.Input("script").EnumerateArray()
            .Where(entry => entry[0].GetString() == "complete")
            .Min(entry => objective.Score(entry[2].Number()));
        return own < best;
    }

    private static RungLadder LadderOf(JsonElement oracle) => new(
        oracle.Input("min_resource").GetInt32(), oracle.Input("max_resource").GetInt32(), oracle.Input("reduction_factor").GetInt32());

    private static IEnumerable<long> Survivors(long trials, int factor, int rungs)
    {
        for (var rung = 0; rung < rungs; rung++, trials /= factor)
        {
            yield return trials;
        }
    }

    private static double? Bound(JsonElement bound) => bound.ValueKind == JsonValueKind.Null ? null : bound.Number();

    private static List<string> Expected(JsonElement oracle) =>
        [.. oracle.Expected("decisions").EnumerateArray().Select(decision => decision.GetString()!)];

    private static Objective ObjectiveOf(JsonElement oracle) =>
        new("loss", oracle.Input("direction").GetString() == "minimize" ? Direction.Minimize : Direction.Maximize);

    // Trials are spread over brackets by the peer's own rule, a hash of the study's name.
    private static List<string> PlayBrackets(JsonElement oracle, JsonElement reports, HyperbandBrackets brackets)
    {
        var given = oracle.Expected("bracket_of_trial");
        var pruner = new HyperbandPruner(brackets.Ladders, trial => given.GetProperty($"{trial}").GetInt32());
        var decisions = new List<string>();
        foreach (var report in reports.EnumerateArray())
        {
            var (curve, score) = (new LearningCurve(report[0].GetInt32()), ObjectiveOf(oracle).Score(report[2].GetDouble()));
            var judgement = pruner.Judge(curve, report[1].GetInt32(), score);
            pruner.Record(curve, report[1].GetInt32(), judgement, score);
            decisions.Add(Word(judgement));
        }

        return decisions;
    }

    // The peer's steps count from 0 for most rules, ours from 1.
    private static List<string> Play(JsonElement oracle, IPruner pruner, int firstStep = 0)
    {
        var objective = ObjectiveOf(oracle);
        var decisions = new List<string>();
        var curves = new Dictionary<int, LearningCurve>();
        var pruned = new HashSet<int>();
        foreach (var entry in oracle.Input("script").EnumerateArray())
        {
            var trial = entry[1].GetInt32();
            var curve = curves.TryGetValue(trial, out var known) ? known : curves[trial] = new LearningCurve(trial);
            var operation = entry[0].GetString();
            if (operation is "complete" or "fail")
            {
                pruner.End(curve, operation == "complete");
                continue;
            }

            if (pruned.Contains(trial))
            {
                decisions.Add(Ignored);
                continue;
            }

            var (step, score) = (entry[2].GetInt32() + 1 - firstStep, objective.Score(entry[3].Number()));
            var judgement = operation == "report" ? pruner.Judge(curve, step, score) : Judgement.Continue;
            pruner.Record(curve, step, judgement, score);
            curve.Add(step, score);
            decisions.AddRange(operation == "report" ? [Word(judgement)] : []);
            if (judgement.Decision == Decision.Prune)
            {
                pruned.Add(trial);
            }
        }

        return decisions;
    }

    private static string Word(Judgement judgement) => judgement.Decision == Decision.Prune ? "prune" : "continue";
}
