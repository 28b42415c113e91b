using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class CheckpointFolderTests : IDisposable
{
    private static readonly AttemptId Attempt = new(new TrialId("demo-1", 7), 2);

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Refer_FileOfTheAttempt_NamesItBelowTheCheckpointRoot()
    {
        var folder = NewFolder();

        var checkpoint = folder.Refer(new CheckpointFile(3, "step-3.pt", 42, "ab"));

        Assert.Equal(new CheckpointRef(3, "demo-1/7/attempt-2/step-3.pt", 42, "ab"), checkpoint);
        Assert.Equal(Path.Combine(folder.Path, "step-3.pt"), _home.Home.CheckpointFile(checkpoint.Path));
    }

    [Theory]
    [InlineData("../../8/attempt-1/step-3.pt")]
    [InlineData("/etc/step-3.pt")]
    public void Refer_PathOutsideTheFolder_StaysInside(string file) =>
        Assert.Equal("demo-1/7/attempt-2/step-3.pt", NewFolder().Refer(new CheckpointFile(3, file, 1, "ab")).Path);

    [Fact]
    public void Acknowledge_LaterCheckpoints_KeepsTheNewestAndTheBest()
    {
        var folder = NewFolder();
        double?[] scores = [0.5, 0.9, 0.7, 0.6];
        for (var step = 1; step <= scores.Length; step++)
        {
            Save(folder, step, scores[step - 1]);
        }

        Assert.Equal(["step-2", "step-4"], Files(folder));
    }

    [Fact]
    public void Acknowledge_LowerIsBetter_KeepsTheLowest()
    {
        var folder = NewFolder(Direction.Minimize);
        Save(folder, 1, 0.9);
        Save(folder, 2, 0.1);
        Save(folder, 3, 0.5);

        Assert.Equal(["step-2", "step-3"], Files(folder));
    }

    [Fact]
    public void Acknowledge_WithoutAFiniteMetric_KeepsTheNewest()
    {
        var folder = NewFolder();
        Save(folder, 1, null);
        Save(folder, 2, double.NaN);
        Save(folder, 3, null);

        Assert.Equal(["step-3"], Files(folder));
    }

    [Fact]
    public void Acknowledge_EqualScore_KeepsTheEarlier()
    {
        var folder = NewFolder();
        Save(folder, 1, 0.5);
        Save(folder, 2, 0.5);
        Save(folder, 3, 0.1);

        Assert.Equal(["step-1", "step-3"], Files(folder));
    }

    [Fact]
    public void Acknowledge_FileNotYetAcknowledged_IsLeftAlone()
    {
        var folder = NewFolder();
        Save(folder, 1, 0.5);
        Write(folder, 2);

        Assert.Equal(["step-1", "step-2"], Files(folder));
    }

    [Fact]
    public void Acknowledge_ReportOfAStepWhoseCheckpointCameBefore_MakesItTheBest()
    {
        var folder = NewFolder();
        Save(folder, 1, null);
        folder.Acknowledge(null, 1, new MetricSet([new Metric("score", 0.9)]));
        Save(folder, 2, 0.5);

        Assert.Equal(["step-1", "step-2"], Files(folder));
    }

    private CheckpointFolder NewFolder(Direction direction = Direction.Maximize) =>
        new(_home.Home, Attempt, new Objective("score", direction));

    private static void Save(CheckpointFolder folder, int step, double? score) => folder.Acknowledge(
        folder.Refer(Write(folder, step)), step, score is { } value ? new MetricSet([new Metric("score", value)]) : null);

    private static CheckpointFile Write(CheckpointFolder folder, int step)
    {
        File.WriteAllText(Path.Combine(folder.Path, $"step-{step}"), "weights");
        return new CheckpointFile(step, $"step-{step}", 7, "ab");
    }

    private static IEnumerable<string> Files(CheckpointFolder folder) => Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order()!;
}
