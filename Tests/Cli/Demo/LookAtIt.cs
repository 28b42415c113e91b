using System.Globalization;
using Spectre.Console;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Cli.Tests.Demo;

/// <summary>
/// Plays a sweep on a real terminal, to be looked at by people: <c>SWEEP_DEMO=/dev/pts/7,80,24</c> and the runner's
/// <c>-explicit only</c>.
/// </summary>
public sealed class LookAtIt
{
    private readonly Bench _bench = new();
    private readonly List<TrialSnapshot> _trials = [];

    [Fact(Explicit = true)]
    public async Task LiveView_PlayedSweep_LooksGood()
    {
        var terminal = Environment.GetEnvironmentVariable("SWEEP_DEMO")!.Split(',');
        await using var writer = new StreamWriter(new FileStream(terminal[0], FileMode.Open, FileAccess.Write)) { AutoFlush = true };
        var (width, height) = (int.Parse(terminal[1], CultureInfo.InvariantCulture), int.Parse(terminal[2], CultureInfo.InvariantCulture));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.Length > 3 ? ColorSystemSupport.NoColors : ColorSystemSupport.TrueColor,
            Interactive = InteractionSupport.Yes,
            Out = new TerminalOutput(writer, width, height),
        });
        _bench.Sweep.Append(Log.Submitted);
        var tracker = new RunTracker(new SessionStart(Samples.Running, 0, "sweep run demo.yaml"), _bench.Home, TimeProvider.System);
        tracker.Apply(Log.Submitted with { Sequence = 1 });
        var over = new TaskCompletionSource();
        var shown = new LiveRunDisplay(console, TimeProvider.System).ShowAsync(tracker, over.Task);
        await PlayAsync(tracker);
        over.SetResult();
        await shown;
        console.Write(new TrialTable(Samples.Spec, width).Full([.. Ranked().OrderBy(trial => trial.Rank ?? 99)]));
    }

    private async Task PlayAsync(RunTracker tracker)
    {
        var sequence = 1;
        for (var number = 0; number < 12; number++)
        {
            tracker.Apply(Log.Suggested(number) with { Sequence = ++sequence });
            tracker.Apply(Log.Started(number) with { Sequence = ++sequence });
            var last = number % 3 == 1 ? 2 : 9;
            for (var step = 1; step <= last; step++)
            {
                var accuracy = 0.8 + (0.01 * step) + (0.003 * number);
                Show(number, accuracy, step, TrialStatus.Running);
                tracker.Apply(Log.Reported(number, step, accuracy) with { Sequence = ++sequence });
                _bench.Sweep.Snapshot = _bench.Sweep.Snapshot with { Sequence = sequence };
                await Task.Delay(150, TestContext.Current.CancellationToken);
            }

            var isPruned = last == 2;
            Show(number, 0.8 + (0.01 * last) + (0.003 * number), last, isPruned ? TrialStatus.Pruned : TrialStatus.Completed);
            tracker.Apply(Log.Ended(number, isPruned ? AttemptOutcome.Pruned : AttemptOutcome.Completed) with { Sequence = ++sequence });
            _bench.Sweep.Snapshot = _bench.Sweep.Snapshot with { Sequence = sequence };
        }
    }

    private void Show(int number, double accuracy, int step, TrialStatus status)
    {
        _trials.RemoveAll(trial => trial.Number == number);
        _trials.Add(Samples.Trial(number, status, accuracy, step) with
        {
            Reason = status == TrialStatus.Pruned ? "rung 0 (step 1): 0.7123 is not among the best 1 of 3; the cut is at 0.8455" : null,
        });
        var ranked = Ranked();
        _bench.Sweep.Trials = [.. ranked];
        _bench.Sweep.Snapshot = _bench.Sweep.Snapshot with
        {
            Incumbent = ranked.Where(trial => trial.Status == TrialStatus.Completed).MinBy(trial => trial.Rank),
            Trials = new TrialCounts(
                ranked.Count, 0, 1, 0, Count(TrialStatus.Completed), Count(TrialStatus.Pruned), 0, 0),
        };
        _bench.Home.Slots = [Running(number, step), Samples.Slots[1]];
    }

    private int Count(TrialStatus status) => _trials.Count(trial => trial.Status == status);

    private List<TrialSnapshot> Ranked() =>
        [.. _trials.OrderByDescending(trial => trial.BestMetrics!["val_accuracy"]).Select((trial, index) => trial with { Rank = index + 1 })];

    private static SlotStatus Running(int number, int step)
    {
        var attempt = new AttemptId(new TrialId(Samples.Id, number), 1);
        var slot = Samples.Slots[0].Slot;
        return new SlotStatus(slot with { Attempt = attempt }, new TrialProgress(attempt, slot.Id, "training", step, step / 9.0, []));
    }
}
