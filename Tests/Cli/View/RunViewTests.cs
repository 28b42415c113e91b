using System.Collections.Immutable;
using Spectre.Console.Rendering;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.Tests.View;

public sealed class RunViewTests
{
    private static readonly RunModel Model = new(Samples.Running, Samples.Trials, Samples.Slots)
    {
        Elapsed = TimeSpan.FromSeconds(83),
        Rest = TimeSpan.FromSeconds(304),
        History = [0.81, 0.85, 0.8912],
        Recent = ["trial #3 step 3/9: val_accuracy 0.8455"],
    };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Draw_RunningSweep_ShowsWhatMatters(int width)
    {
        var lines = Lines(Model, width, 40);
        Assert.Matches("^demo-1  fashion-mnist, tpe \\+ asha +running  1:23, about 5:04 left$", lines[0]);
        Assert.Equal(width, lines[0].Length);
        Assert.Matches("^━+─+ 3 of 14 trials done$", lines[1]);
        Assert.Equal("1 completed, 1 pruned, 1 failed, 1 running, 1 pending", lines[2]);
        Assert.Contains(lines, line => line.StartsWith("cpu:0  #3     training  4/9   ━━━━──────  0.8455", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("cpu:1         idle", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("best   trial #0, val_accuracy 0.8912 at step 9  ▁▄█", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("#0  completed        0.8912     9  ", StringComparison.Ordinal));
        Assert.Equal("trial #3 step 3/9: val_accuracy 0.8455", lines[^1]);
    }

    [Fact]
    public void Draw_WideTerminal_GivesEveryVaryingParameterAColumn()
    {
        var heading = Lines(Model, 120, 40).Last(line => line.Contains("rank", StringComparison.Ordinal));
        Assert.Matches("model +lr +batch_size +resnet_units$", heading);
    }

    [Fact]
    public void Draw_NarrowTerminal_CutsParametersInsteadOfWrapping()
    {
        var lines = Lines(Model, 60, 40);
        Assert.Contains(lines, line => line.EndsWith('…'));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 60));
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(60, 24)]
    [InlineData(80, 24)]
    [InlineData(120, 24)]
    [InlineData(200, 60)]
    public void Draw_BusyCluster_NeverExceedsTheTerminal(int width, int height)
    {
        var model = Busy(slots: 8, trials: 40);
        Assert.InRange(Lines(model, width, height).Length, 1, height - 1);
        Canvas.FitsExactly(columns => Draw(model, columns, height), width);
    }

    [Fact]
    public void Draw_Notice_StandsInPlaceOfTheCounts() =>
        Assert.Equal("stopping: wait", Lines(Model with { Notice = "stopping: wait" }, 80, 24)[2]);

    [Fact]
    public void Draw_TerminalWithoutUnicode_UsesAsciiForBars()
    {
        var lines = Canvas.Draw(new RunView(unicode: false).Draw(Model, 80, 24), 80);
        Assert.Matches("^#+\\.+ 3 of 14 trials done$", lines[1]);
        Assert.DoesNotContain(lines, line => line.Contains('━', StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_SweepWithoutTrials_ShowsSlotsOnly()
    {
        var empty = Samples.Running with { Incumbent = null, Trials = new TrialCounts(0, 0, 0, 0, 0, 0, 0, 0) };
        var lines = Lines(new RunModel(empty, [], Samples.Slots), 80, 24);
        Assert.DoesNotContain(lines, line => line.StartsWith("best", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("cpu:0", StringComparison.Ordinal));
    }

    private static RunModel Busy(int slots, int trials) => Model with
    {
        Sweep = Samples.Running with
        {
            Id = "a-rather-long-name-of-a-sweep-that-somebody-chose-12",
            Spec = Samples.Spec with
            {
                Task = new ProgramTask(["/some/where/a-program-with-a-long-name.py"]),
                Objectives = [new Objective("val_accuracy", Direction.Maximize)],
            },
        },
        Trials = [.. Enumerable.Range(0, trials).Select(number =>
            Samples.Trial(number, TrialStatus.Completed, 0.9 - (number / 1000.0), 9) with { Rank = number + 1 })],
        Slots = [.. Enumerable.Range(0, slots).Select(Slot)],
        Recent = [.. Enumerable.Repeat(new string('x', 150), 6)],
        History = [.. Enumerable.Range(0, trials).Select(number => (double)number)],
    };

    private static SlotStatus Slot(int index)
    {
        var slot = Samples.Slots[0].Slot with
        {
            Id = new SlotId("silo", "cuda:0", index),
            Attempt = new AttemptId(new TrialId("a-rather-long-name-of-a-sweep-that-somebody-chose-12", index), 1),
        };
        return new SlotStatus(slot, null);
    }

    private static IRenderable Draw(RunModel model, int width, int height) => new RunView(unicode: true).Draw(model, width, height);

    private static ImmutableArray<string> Lines(RunModel model, int width, int height) =>
        [.. Canvas.Draw(Draw(model, width, height), width).Select(line => line.TrimEnd())];
}
