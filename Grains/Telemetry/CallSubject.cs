using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Ids;

namespace SweepCluster.Grains.Telemetry;

/// <summary>Finds out which attempt a call of a sweep is about.</summary>
internal static class CallSubject
{
    /// <summary>The attempt; null when the call is about the sweep.</summary>
    public static AttemptId? Of(IIncomingGrainCallContext context) => context.Request.GetArgumentCount() > 0
        ? context.Request.GetArgument(0) switch
        {
            AttemptId attempt => attempt,
            AttemptReport report => report.Attempt,
            _ => null,
        }
        : null;
}
