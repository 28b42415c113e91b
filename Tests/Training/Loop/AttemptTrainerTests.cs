using System.Text.Json;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Loop;
using TorchSharp;

namespace SweepCluster.Training.Tests.Loop;

public sealed class AttemptTrainerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("""{"model": "lenet", "lenet_dropout": 0.2, "clip_norm": 1, "epochs": 3}""")]
    [InlineData("""{"model": "resnet", "resnet_width": 4, "optimizer": "adamw", "lr": 0.01, "epochs": 3}""")]
    public void Run_ThreeSteps_KeepsTheNumberOfLiveTensorsFlat(string parameters)
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var link = new ScriptedLink();

        var end = Run(parameters, link);

        Assert.Equal(TrialEnd.Completed, end.Outcome);
        Assert.Single(link.LiveTensorsAtReports.Distinct());
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Run_OneStep_ReportsEveryMetricOfTheCatalogue()
    {
        var link = new ScriptedLink();

        Run("""{"epochs": 1}""", link);

        var report = Assert.Single(link.Sent.OfType<ReportMessage>());
        Assert.Equal(Contracts.Zoo.HyperparameterCatalog.Metrics.Order(), report.Metrics.Keys.Order());
        Assert.Equal("step-0001.checkpoint", report.Checkpoint!.File);
    }

    [Fact]
    public void Run_LearningRateFarTooHigh_EndsDiverged()
    {
        var end = Run("""{"lr": 10, "batch_size": 16, "schedule": "constant"}""", new ScriptedLink());

        Assert.Equal(TrialEnd.Diverged, end.Outcome);
        Assert.Contains("not a finite number", end.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrialCommand.Pause, TrialEnd.Paused)]
    [InlineData(TrialCommand.Prune, TrialEnd.Pruned)]
    [InlineData(TrialCommand.Cancel, TrialEnd.Canceled)]
    public void Run_DecisionToStop_EndsSoAfterThatStep(TrialCommand command, TrialEnd expected)
    {
        var link = new ScriptedLink { Decision = command };

        Assert.Equal(expected, Run("""{"epochs": 5}""", link).Outcome);
        Assert.Single(link.Sent.OfType<ReportMessage>());
    }

    [Fact]
    public void Run_StopAlreadyRequested_EndsBeforeTheFirstBatch()
    {
        var link = new ScriptedLink { StopRequested = TrialCommand.Pause };

        Assert.Equal(TrialEnd.Paused, Run("{}", link).Outcome);
        Assert.Empty(link.Sent);
    }

    [Fact]
    public void Run_CheckpointDirectoryIsGone_WarnsAndGoesOn()
    {
        var link = new ScriptedLink();

        var end = Run("""{"epochs": 1}""", link, _directory.File("gone"));

        Assert.Equal(TrialEnd.Completed, end.Outcome);
        Assert.Equal(LogLevelName.Warning, Assert.Single(link.Sent.OfType<LogMessage>()).Level);
        Assert.Null(Assert.Single(link.Sent.OfType<ReportMessage>()).Checkpoint);
    }

    [Theory]
    [InlineData("""{"epochs": 6}""", null, 6, 6)]
    [InlineData("""{"epochs": 6}""", 2, 6, 2)]
    [InlineData("""{"epochs": 2}""", 6, 2, 2)]
    [InlineData("{}", 4, 4, 4)]
    [InlineData("{}", null, 10, 10)]
    public void Plan_EpochsAndMaxStep_GiveHorizonAndSteps(string parameters, int? maxStep, int horizon, int steps)
    {
        var plan = AttemptPlan.From(Start(parameters) with { MaxStep = maxStep });

        Assert.Equal((horizon, steps), (plan.Horizon, plan.Steps));
    }

    private EndMessage Run(string parameters, IAttemptLink link, string? directory = null)
    {
        using var scope = torch.NewDisposeScope();
        var start = Start(parameters, directory);
        using var trainer = new AttemptTrainer(start, AttemptPlan.From(start), SharedData.Training, link, TimeProvider.System);
        return trainer.Run();
    }

    private StartMessage Start(string parameters, string? directory = null) => new(
        "sweep/1",
        Attempt: 1,
        Seed: 7,
        JsonElement.Parse(parameters),
        new TaskMessage("fashion-mnist", Train: 256, Validation: 100, Image: 28),
        Threads: 1,
        directory ?? _directory.Path);

    /// <summary>Gives the same decision after every report.</summary>
    private sealed class ScriptedLink : IAttemptLink
    {
        public TrialCommand Decision { get; init; } = TrialCommand.Continue;

        public TrialCommand? StopRequested { get; init; }

        public List<TrialMessage> Sent { get; } = [];

        public List<long> LiveTensorsAtReports { get; } = [];

        public void Send(TrialMessage message) => Sent.Add(message);

        public TrialCommand AwaitDecision(int step)
        {
            LiveTensorsAtReports.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            return Decision;
        }
    }
}
