using System.Collections.Immutable;
using Spectre.Console;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Running;

/// <summary>The end of a run on paper: the ranking of all trials and a summary.</summary>
/// <param name="invocation">The call of the verb.</param>
internal sealed class RunReport(Invocation invocation)
{
    /// <summary>Prints both, and the document of <c>--json</c>.</summary>
    public void Print(SweepSnapshot sweep, ImmutableArray<TrialSnapshot> trials, RunResult result)
    {
        var canvas = invocation.Canvas();
        if (!trials.IsEmpty)
        {
            canvas.WriteLine();
            canvas.Write(new TrialTable(sweep.Spec, canvas.Profile.Width).Full([.. trials.OrderBy(trial => trial.Rank ?? int.MaxValue)]));
            canvas.WriteLine();
        }

        invocation.Say(Headline(sweep));
        invocation.Say(Best(result, sweep.Spec));
        invocation.Say($"{Shown.Duration(TimeSpan.FromSeconds(result.ElapsedSeconds))} elapsed, "
            + $"slots {Shown.Percent(result.DeviceUtilisation)} busy ({RunView.Counts(sweep.Trials)})");
        if (invocation.Json)
        {
            invocation.WriteDocument(result);
        }
    }

    private static string Headline(SweepSnapshot sweep) =>
        $"{sweep.Id} is {Shown.Status(sweep.Status)}: {sweep.Reason ?? Shown.Done(sweep)}";

    private static string Best(RunResult result, SweepSpec spec)
    {
        if (result.Best is not { } best)
        {
            return "no trial completed";
        }

        var metric = spec.FirstObjective().Metric;
        var parameters = Shown.Pairs(best.Parameters, spec.VaryingParameters());
        return $"best is trial {Shown.Trial(best.Number)} with {metric} {Shown.Metric(best.Metrics[metric])}"
            + $" at step {Shown.Count(best.Step)}\n  {parameters}";
    }
}
