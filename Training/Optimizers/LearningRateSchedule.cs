using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Optimizers;

/// <summary>
/// The learning rate as a pure function of the update's number, so that a resumed attempt needs to know nothing but that number.
/// </summary>
/// <param name="Peak">The rate after the warm-up.</param>
/// <param name="Kind">What happens after the warm-up.</param>
/// <param name="WarmupFraction">The fraction of all updates over which the rate rises in a straight line.</param>
internal sealed record LearningRateSchedule(double Peak, ScheduleKind Kind, double WarmupFraction)
{
    public static LearningRateSchedule Read(ParameterReader parameters) => new(
        parameters.Real("lr"), parameters.Choice<ScheduleKind>("schedule"), parameters.Real("warmup"));

    /// <summary>The rate of an update.</summary>
    /// <param name="update">The number of updates made before.</param>
    /// <param name="total">The number of updates of the whole training.</param>
    public double At(long update, long total)
    {
        var warmup = (long)Math.Round(WarmupFraction * total, MidpointRounding.AwayFromZero);
        if (update < warmup)
        {
            return Peak * (update + 1) / (warmup + 1); // the first update already learns, the first after the warm-up is at the peak
        }

        return Kind switch
        {
            ScheduleKind.Constant => Peak,
            ScheduleKind.Cosine => Peak * (1 + Math.Cos(Math.PI * (update - warmup) / (total - warmup))) / 2,
            _ => throw new InvalidOperationException($"There is no schedule {Kind}."),
        };
    }
}
