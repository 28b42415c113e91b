using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>Events of the sample sweep.</summary>
internal static class Log
{
    public static SweepEvent Submitted { get; } = new SweepSubmitted(Samples.Spec);

    public static SweepEvent Suggested(int trial) => new TrialSuggested(trial, Samples.Parameters(trial), 1, "tpe: start-up");

    public static SweepEvent Started(int trial, int attempt = 1, int fromStep = 0) =>
        new AttemptStarted(trial, attempt, new SlotId("silo", "cpu", 0), "127.0.0.1", Guid.Empty, fromStep);

    public static SweepEvent Reported(
        int trial, int step, double accuracy, double seconds = 1, int attempt = 1, Judgement? judgement = null) =>
        new AttemptReported(trial, attempt, step, Samples.Metrics(accuracy), seconds, judgement ?? Judgement.Continue);

    public static SweepEvent Ended(int trial, AttemptOutcome outcome, int attempt = 1) => new AttemptEnded(trial, attempt, outcome);
}
