using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Drafts;

namespace SweepCluster.Dashboard.Tests.Drafts;

public sealed class SweepFileWriterTests
{
    public static TheoryData<string> Examples { get; } = new(Templates.Names);

    [Theory, MemberData(nameof(Examples))]
    public void Write_Example_ReadsBackAsTheSameSpec(string name)
    {
        var spec = Draft.Read(Templates.Find(name)!).Spec!;

        var again = Draft.Read(SweepFileWriter.Write(spec));

        Assert.Empty(again.Problems.Where(problem => problem.Severity == "error"));
        Assert.Equal(Json(spec), Json(again.Spec));
    }

    [Theory]
    [InlineData("{type: asha, max_iter: 9, variant: promotion}")]
    [InlineData("{type: hyperband, min_iter: 2, max_iter: 32, eta: 4}")]
    [InlineData("{type: percentile, percentile: 12.5, startup_trials: 1, warmup_steps: 2, interval: 3, min_trials: 4}")]
    [InlineData("{type: patient, patience: 2, min_delta: 0.1}")]
    [InlineData("{type: threshold, upper: 5}")]
    [InlineData("{type: wilcoxon, p_threshold: 0.05, startup_steps: 6}")]
    public void Write_Rule_ReadsBackAsTheSameSpec(string rule)
    {
        var spec = Draft.Read(Templates.Find("demo")!).Spec! with { Limits = new LimitsSpec(2, null, 0.01), EarlyTerminate = RuleOf(rule) };

        var again = Draft.Read(SweepFileWriter.Write(spec));

        Assert.Equal(Json(spec), Json(again.Spec));
    }

    [Fact]
    public void Write_Memory_ReadsBackAsTheSameSpec()
    {
        var spec = Draft.Read(Templates.Find("demo")!).Spec! with { Resources = new ResourcesSpec(DeviceKind.Gpu) { Memory = 1_610_612_736 } };

        var text = SweepFileWriter.Write(spec);

        Assert.Contains("memory: 1536MiB", text, StringComparison.Ordinal);
        Assert.Equal(Json(spec), Json(Draft.Read(text).Spec));
    }

    [Fact]
    public void Write_LagAndRestarts_ReadBackAsTheSameSpec()
    {
        var spec = Draft.Read(Templates.Find("demo")!).Spec! with
        {
            Method = new CmaesMethod(Restarts: CmaesRestarts.Bipop),
            EarlyTerminate = new NoEarlyTermination(),
            Lag = 8,
        };

        var again = Draft.Read(SweepFileWriter.Write(spec));

        Assert.Equal(Json(spec), Json(again.Spec));
    }

    [Fact]
    public void Plan_Hyperband_HasTheRungsOfItsFirstBracket() =>
        Assert.Equal([2, 8], SweepPlan.Of(Draft.Read(Templates.Find("demo")!).Spec! with { EarlyTerminate = RuleOf("{type: hyperband, min_iter: 2, max_iter: 32, eta: 4}") }).Rungs);

    [Fact]
    public void Read_UnknownKey_TellsItsPlace()
    {
        var draft = Draft.Read("name: a\ntask: synthetic\nmethod: random\nmetric: {name: val_loss, goal: minimize}\nspcae: {}\nrun_cap: 3\nparameters: {lr: {min: 0.1, max: 1.0}}\n");

        Assert.Null(draft.Spec);
        Assert.Contains(draft.Problems, problem => problem is { Line: 5, Column: 1, Severity: "error" });
    }

    [Fact]
    public void Plan_Demo_CountsTrialsRungsAndSteps()
    {
        var plan = SweepPlan.Of(Draft.Read(Templates.Find("demo")!).Spec!);

        Assert.Equal(24, plan.Trials);
        Assert.Null(plan.Points);
        Assert.Equal([1, 2], plan.Rungs);
        Assert.Equal(96, plan.Steps);
    }

    private static EarlyTerminateSpec RuleOf(string rule) => Draft.Read(
        "name: a\ntask: synthetic\nmethod: random\nmetric: {name: val_loss, goal: minimize}\nrun_cap: 3\nparameters: {lr: {min: 0.1, max: 1.0}}\n"
        + "early_terminate: " + rule + "\n").Spec!.EarlyTerminate;

    private static string Json(object? spec) => JsonSerializer.Serialize(spec, SweepJson.Options);
}
