using System.Text.Json;
using SweepCluster.Contracts;
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

    private static string Json(object? spec) => JsonSerializer.Serialize(spec, SweepJson.Options);
}
