using System.Collections.Immutable;
using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Search.Engine;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Engine;

/// <summary>No parameter set whose network the constraints forbid becomes a trial, whatever the sampler.</summary>
public sealed class ConstraintTests
{
    /// <summary>About 70 % of the draws have more.</summary>
    private const long Most = 10_000_000;

    /// <summary>Three families with widths of their own; the learning rate makes the space infinite.</summary>
    private static readonly ImmutableArray<ParameterSpec> Families =
    [
        LogFloat("lr", 1e-3, 0.5),
        Choice("model", "lenet", "vgg", "resnet"),
        When(Float("lenet_width", 0.5, 16), "model", ParameterValue.Of("lenet")),
        When(Int("vgg_width", 4, 64), "model", ParameterValue.Of("vgg")),
        When(Float("vgg_growth", 1, 3), "model", ParameterValue.Of("vgg")),
        When(Int("resnet_width", 4, 64), "model", ParameterValue.Of("resnet")),
        When(Int("resnet_units", 1, 4), "model", ParameterValue.Of("resnet")),
    ];

    /// <summary>2 x 16 + 2 x 16 x 3 points.</summary>
    private static readonly ImmutableArray<ParameterSpec> Finite =
    [
        Choice("optimizer", "sgd", "adamw"),
        Choice("model", "vgg", "resnet"),
        When(Int("vgg_width", 4, 64, 4), "model", ParameterValue.Of("vgg")),
        When(Int("resnet_width", 4, 64, 4), "model", ParameterValue.Of("resnet")),
        When(Int("resnet_units", 1, 3), "model", ParameterValue.Of("resnet")),
    ];

    public static TheoryData<MethodSpec> Samplers { get; } = [new RandomMethod(), new TpeMethod()];

    public static TheoryData<MethodSpec> AllMethods { get; } = [new RandomMethod(), new TpeMethod(), new GridMethod()];

    [Fact]
    public void Families_WithoutConstraints_ViolateThemInAboutSevenOfTenDraws() =>
        Assert.InRange(Points(Play(Task(new RandomMethod(), Families), 300)).Count(point => MacsOf(point) > Most), 180, 240);

    [Theory, MemberData(nameof(Samplers))]
    public void Suggest_MostOfTheSpaceForbidden_NeverSuggestsIt(MethodSpec method)
    {
        var log = Play(Capped(method, Families), 150);

        Assert.Equal(150, log.Engine.TrialCount);
        Assert.All(Points(log), point => Assert.InRange(MacsOf(point), 1, Most));
        Assert.Equal(["lenet", "resnet", "vgg"], Points(log).Select(point => point["model"]!.Value.Text).Distinct().Order());
    }

    [Theory, MemberData(nameof(AllMethods))]
    public void Suggest_FiniteSpace_TriesEveryAllowedPointOnceAndEnds(MethodSpec method)
    {
        var log = Play(Capped(method, Finite), 1000);
        var space = SearchSpace.Compile(Finite);
        var all = Enumerable.Range(0, (int)space.PointCount!.Value).Select(index => space.PointAt(index)).ToList();
        var allowed = all.Where(point => MacsOf(point) <= Most).ToHashSet();

        Assert.Equal(128, all.Count);
        Assert.InRange(allowed.Count, 20, 60);
        Assert.Equal(allowed.Count, Points(log).Count());
        Assert.Equal(allowed, Points(log).ToHashSet());
        Assert.StartsWith(
            $"every one of the {allowed.Count} points of the search space that satisfy the constraints was tried; of all 128, {128 - allowed.Count} exceed macs max 10,000,000 (the least is ",
            Assert.IsType<FinishSweep>(log.Actions[^1]).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Suggest_FiniteSpaceTooLargeToCount_EndsWhenNothingAllowedIsLeft()
    {
        var spec = Task(new GridMethod(), [Int("batch_size", 1, 4096), Int("epochs", 1, 6), Choice("model", "lenet", "resnet")]) with
        {
            FirstPoints = [Set(("batch_size", ParameterValue.Of(1L)), ("epochs", ParameterValue.Of(1L)), ("model", ParameterValue.Of("resnet")))],
            Constraints = new NetConstraints(Macs: new CostBounds(Max: 1)),
        };
        var log = new EventLog(spec);

        Assert.Null(log.Engine.Suggest());
        Assert.StartsWith("none of 49,153 parameter sets drawn satisfies the constraints: ", log.Engine.NothingToTry(), StringComparison.Ordinal);
        Assert.StartsWith("none of 49,153", Assert.IsType<NoWork>(log.Engine.NextWork(log.Now)).Reason, StringComparison.Ordinal);
        Assert.Equal(SweepStatus.Failed, Assert.IsType<FinishSweep>(Assert.Single(log.Engine.Due(log.Now))).Status);
    }

    [Theory, MemberData(nameof(AllMethods))]
    public void Suggest_SameSeed_GivesTheSameAnswersAndReplaysThem(MethodSpec method)
    {
        var spec = Capped(method, Finite);
        var (first, second) = (Play(spec, 25), Play(spec, 25));

        Assert.Equal(first.Events, second.Events, (a, b) => Json(a) == Json(b));
        Assert.Equal(first.Engine.Suggest(), first.Engine.Suggest());
        Assert.Equal(first.Engine.Suggest(), second.Engine.Suggest());
        Assert.Equal(first.Engine.Suggest(), first.Replay().Suggest());
        for (var i = 0; i < first.Events.Count; i++)
        {
            if (first.Events[i] is TrialSuggested suggested)
            {
                Assert.Equal(suggested with { Sequence = 0, Time = default }, first.Replay(i).Suggest());
            }
        }
    }

    [Theory, MemberData(nameof(Samplers))]
    public void Suggest_MatchedBudget_KeepsEveryNetworkWithinIt(MethodSpec method)
    {
        var budget = MacsOf(Set(
            ("model", ParameterValue.Of("resnet")), ("resnet_width", ParameterValue.Of(24L)), ("resnet_units", ParameterValue.Of(2L))));
        var spec = Task(method, Families) with { Constraints = new NetConstraints(Macs: CostBounds.Around(budget, 0.02)) };
        var log = Play(spec, 40);

        Assert.Equal(40, log.Engine.TrialCount);
        Assert.All(Points(log), point => Assert.InRange(MacsOf(point), 0.98 * budget, 1.02 * budget));
        Assert.Equal(3, Points(log).Select(point => point["model"]).Distinct().Count());
    }

    [Fact]
    public void Suggest_AfterRejections_SaysHowManyAndWhy()
    {
        var log = Play(Capped(new RandomMethod(), Families), 20);
        var rejected = log.Events.OfType<TrialSuggested>().Where(suggested => suggested.Rejected is not null).ToList();

        Assert.NotEmpty(rejected);
        Assert.All(rejected, suggested => Assert.Matches("^a network of [0-9,]+ macs; it must have at most 10,000,000$", suggested.Rejected!.Latest));
        Assert.Equal(
            new RejectedCandidates(rejected.Sum(suggested => suggested.Rejected!.Count), rejected[^1].Rejected!.Latest),
            log.Engine.Snapshot("test-1").Rejected);
    }

    [Fact]
    public void NothingToTry_NoPointAllowed_SaysWhatForbidsThem()
    {
        var spec = Task(new GridMethod(), [Choice("model", "lenet", "resnet"), Int("resnet_width", 4, 16, 4), Choice("optimizer", "sgd", "adamw")]) with
        {
            Task = new DatasetTask("fashion-mnist", Image: 8),
            Constraints = new NetConstraints(Parameters: new CostBounds(Max: 2)),
        };
        var log = new EventLog(spec);
        const string Reason = "none of the 16 points of the search space satisfies the constraints: "
            + "8 do not fit 8x8 images, 8 exceed parameters max 2 (the least is ";

        Assert.StartsWith(Reason, log.Engine.NothingToTry(), StringComparison.Ordinal);
        Assert.Null(log.Engine.Suggest());
        var finish = Assert.IsType<FinishSweep>(Assert.Single(log.Actions));
        Assert.Equal(SweepStatus.Failed, finish.Status);
        Assert.Contains(Reason, finish.Reason, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Samplers))]
    public void NothingToTry_InfiniteSpaceWithoutAnAllowedPoint_GivesUp(MethodSpec method)
    {
        var log = new EventLog(Task(method, Families) with { Constraints = new NetConstraints(Macs: new CostBounds(Min: 1L << 50)) });

        Assert.StartsWith(
            "none of 10,000 parameter sets drawn satisfies the constraints: 10,000 are below macs min 1,125,899,906,842,624 (the greatest is ",
            log.Engine.NothingToTry(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Suggest_NetworkThatDoesNotFit_IsRejectedWithoutConstraints()
    {
        var spec = Task(new GridMethod(), [Choice("model", "lenet", "resnet")]) with { Task = new DatasetTask("fashion-mnist", Image: 8) };
        var log = Play(spec, 5);

        Assert.Equal("model=resnet", Assert.Single(Points(log)).ToString());
        Assert.Equal(
            "every one of the 1 points of the search space that satisfy the constraints was tried; of all 2, 1 do not fit 8x8 images",
            Assert.IsType<FinishSweep>(log.Actions[^1]).Reason);
    }

    [Fact]
    public void Suggest_UnknownDataset_LeavesTheFitToTheTrainer()
    {
        var spec = Task(new GridMethod(), [Choice("model", "lenet", "resnet")]) with { Task = new DatasetTask("photographs", Image: 8) };

        Assert.Equal(2, Points(Play(spec, 5)).Count());
    }

    [Fact]
    public void Suggest_ForbiddenFirstPoint_IsReplaced()
    {
        var spec = Capped(new RandomMethod(), [Choice("model", "resnet"), Int("resnet_width", 4, 64)]) with
        {
            FirstPoints = [Set(("model", ParameterValue.Of("resnet")), ("resnet_width", ParameterValue.Of(64L)))],
        };

        Assert.InRange(MacsOf(new EventLog(spec).Engine.Suggest()!.Parameters), 1, Most);
    }

    [Fact]
    public void Suggest_OwnProgram_IsNeverRejected() => Assert.Equal(
        10, Play(Spec(new RandomMethod(), Choice("model", "lenet", "nonsense"), Float("x", 0, 1)), 10).Engine.TrialCount);

    [Theory]
    [InlineData(8)]
    [InlineData(28)]
    [InlineData(224)]
    public void Suggest_WholeCatalogue_AnswersForEveryNetwork(int side)
    {
        var spec = Task(new RandomMethod(), [.. HyperparameterCatalog.All.Select(ParameterOf)]) with
        {
            Task = new DatasetTask("cifar10", Image: side),
            Constraints = new NetConstraints(Parameters: new CostBounds(Max: 50_000_000)),
        };

        Assert.Equal(200, Play(spec, 200).Engine.TrialCount);
    }

    private static ParameterSpec ParameterOf(Hyperparameter entry) => entry.Kind switch
    {
        HyperparameterKind.WholeNumber => LogInt(entry.Name, (long)Math.Max(1, entry.Min), (long)entry.Max),
        HyperparameterKind.RealNumber => Float(entry.Name, entry.Min, entry.Max),
        HyperparameterKind.Flag => new ParameterSpec(
            entry.Name, new CategoricalDistribution([ParameterValue.Of(true), ParameterValue.Of(false)]), []),
        HyperparameterKind.Numbers => Choice(entry.Name, [.. new[] { entry.Default, ListOf(entry, entry.MinCount), ListOf(entry, entry.MaxCount) }.Distinct()]),
        _ => Choice(entry.Name, [.. entry.Choices]),
    };

    private static string ListOf(Hyperparameter entry, int count) => NumberList.Write([.. Enumerable.Repeat(Math.Min(entry.Max, entry.Min + 2), count)]);

    private static SweepSpec Task(MethodSpec method, ImmutableArray<ParameterSpec> parameters) =>
        Spec(method, [.. parameters]) with { Task = new DatasetTask("fashion-mnist") };

    private static SweepSpec Capped(MethodSpec method, ImmutableArray<ParameterSpec> parameters) =>
        Task(method, parameters) with { Constraints = new NetConstraints(Macs: new CostBounds(Max: Most)) };

    private static long MacsOf(ParameterSet point) => ModelZoo.Define(
        new ParameterReader(JsonSerializer.SerializeToElement(point, SweepJson.Options)), new FeatureShape(1, 28, 28), 10).Macs;

    private static string Json(SweepEvent e) => JsonSerializer.Serialize(e, SweepJson.Options);

    private static IEnumerable<ParameterSet> Points(EventLog log) =>
        log.Events.OfType<TrialSuggested>().Select(suggested => suggested.Parameters);

    private static EventLog Play(SweepSpec spec, int trials)
    {
        var log = new EventLog(spec);
        for (var i = 0; i < trials && log.Engine.NextWork(log.Now) is SuggestTrial; i++)
        {
            var trial = log.StartNew();
            log.Report(trial, 1, Math.Sin(trial));
            log.End(trial, AttemptOutcome.Completed);
        }

        return log;
    }
}
