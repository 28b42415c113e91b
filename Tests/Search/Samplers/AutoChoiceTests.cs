using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Samplers;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>What <c>auto</c> stands for.</summary>
public sealed class AutoChoiceTests
{
    private static readonly ImmutableArray<ParameterSpec> Numbers = [LogFloat("lr", 1e-5, 1), Float("dropout", 0, 0.8)];
    private static readonly ImmutableArray<ParameterSpec> Finite = [Int("depth", 1, 5), Choice("pool", "max", "mean")];

    private static readonly ImmutableArray<ParameterSpec> Conditional =
        [LogFloat("lr", 1e-5, 1), Choice("model", "vgg", "resnet"), When(Int("depth", 1, 9), "model", ParameterValue.Of("resnet"))];

    public static TheoryData<string, int?, int, Type> Cases { get; } = new()
    {
        { "finite", 10, 1, typeof(GridMethod) },
        { "finite", null, 1, typeof(GridMethod) },
        { "finite", 9, 1, typeof(GaussianProcessMethod) },
        { "numbers", 250, 1, typeof(GaussianProcessMethod) },
        { "numbers", 251, 1, typeof(TpeMethod) },
        { "numbers", 2_000, 1, typeof(CmaesMethod) },
        { "numbers", null, 1, typeof(CmaesMethod) },
        { "conditional", 100, 1, typeof(TpeMethod) },
        { "conditional", null, 1, typeof(TpeMethod) },
        { "numbers", 200, 2, typeof(TpeMethod) },
        { "numbers", 1_000, 2, typeof(GeneticMethod) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void For_SpaceAndBudget_ChoosesWhatFits(string space, int? trials, int objectives, Type expected)
    {
        var choice = AutoChoice.For(Spec(space, trials, objectives));

        Assert.IsType(expected, choice.Method);
        Assert.NotEqual("", choice.Reason);
    }

    [Fact]
    public void For_ManyAtOnce_TakesNoProcess()
    {
        var spec = Spec("numbers", 200, 1);
        Assert.IsType<TpeMethod>(AutoChoice.For(spec with { Limits = new LimitsSpec(MaxConcurrentTrials: 33) }).Method);
        Assert.IsType<GaussianProcessMethod>(AutoChoice.For(spec with { Limits = new LimitsSpec(MaxConcurrentTrials: 32) }).Method);
    }

    [Fact]
    public void Suggest_Auto_IsWhatTheChosenMethodSuggests()
    {
        var auto = new SearchPlayer(new AutoMethod(), Conditional, 4).Play(40, point => point["lr"]!.Value.Number);
        var tpe = new SearchPlayer(new TpeMethod(), Conditional, 4).Play(40, point => point["lr"]!.Value.Number);

        Assert.Equal(tpe.Points, auto.Points);
    }

    private static SweepSpec Spec(string space, int? trials, int objectives) => new(
        "auto",
        new ProgramTask(["train"]),
        new AutoMethod(),
        [.. Enumerable.Range(0, objectives).Select(i => new Objective($"m{i}", Direction.Minimize))],
        space switch { "finite" => Finite, "conditional" => Conditional, _ => Numbers })
    {
        RunCap = trials,
    };
}
