using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Optimizers;

/// <summary>
/// The learning rate as a pure function of the update's number, so that a resumed attempt needs to know nothing but that number. All
/// points in time are fractions of the training after the warm-up.
/// </summary>
/// <param name="Peak">The rate after the warm-up.</param>
/// <param name="Kind">What happens after the warm-up.</param>
/// <param name="WarmupFraction">The fraction of all updates over which the rate rises in a straight line.</param>
internal sealed record LearningRateSchedule(double Peak, ScheduleKind Kind, double WarmupFraction)
{
    /// <summary>One cycle starts at its peak divided by this.</summary>
    private const double OneCycleStartDivisor = 25;

    /// <summary>One cycle ends at its start divided by this.</summary>
    private const double OneCycleEndDivisor = 1e4;

    /// <summary>The length of a part, for steps.</summary>
    public double StepFraction { get; init; } = 1.0 / 3;

    /// <summary>Where the rate drops, for several steps.</summary>
    public IReadOnlyList<double> Milestones { get; init; } = [0.5, 0.75];

    /// <summary>The factor of a drop.</summary>
    public double Gamma { get; init; } = 0.1;

    /// <summary>The rate at the end as a fraction of the peak, for exponential, polynomial and cosine.</summary>
    public double FinalFraction { get; init; }

    /// <summary>The power of the polynomial.</summary>
    public double Power { get; init; } = 2;

    /// <summary>Where one cycle reaches its peak.</summary>
    public double RiseFraction { get; init; } = 0.3;

    public static LearningRateSchedule Read(ParameterReader parameters)
    {
        var kind = parameters.Choice<ScheduleKind>("schedule");
        return new LearningRateSchedule(parameters.Real("lr"), kind, parameters.Real("warmup"))
        {
            StepFraction = parameters.Real("lr_step"),
            Milestones = parameters.Reals("lr_milestones"),
            Gamma = parameters.Real("lr_gamma"),
            FinalFraction = kind == ScheduleKind.Exponential
                ? Math.Max(1e-6, parameters.Real("lr_final", 0.01))
                : parameters.Real("lr_final", 0),
            Power = parameters.Real("lr_power"),
            RiseFraction = parameters.Real("onecycle_rise"),
        };
    }

    /// <summary>The rate of an update.</summary>
    /// <param name="update">The number of updates made before.</param>
    /// <param name="total">The number of updates of the whole training.</param>
    public double At(long update, long total)
    {
        var warmup = (long)Math.Round(WarmupFraction * total, MidpointRounding.AwayFromZero);
        return update < warmup
            ? Peak * (update + 1) / (warmup + 1) // the first update already learns, the first after the warm-up is at the peak
            : Peak * FractionAt(update - warmup, total - warmup);
    }

    /// <summary>The rate as a fraction of the peak.</summary>
    private double FractionAt(long update, long total) => Kind switch
    {
        ScheduleKind.Constant => 1,
        ScheduleKind.Step => Math.Pow(Gamma, Math.Floor(update / Math.Max(1, Math.Round(StepFraction * total)))),
        ScheduleKind.MultiStep => Math.Pow(Gamma, Milestones.Count(milestone => update >= Math.Round(milestone * total))),
        ScheduleKind.Exponential => Math.Pow(FinalFraction, (double)update / total),
        ScheduleKind.Polynomial => FinalFraction + ((1 - FinalFraction) * Math.Pow(1 - ((double)update / total), Power)),
        ScheduleKind.Cosine => Cosine(1, FinalFraction, (double)update / total),
        ScheduleKind.OneCycle => OneCycle(update, total),
        _ => throw new InvalidOperationException($"There is no schedule {Kind}."),
    };

    private double OneCycle(long update, long total)
    {
        const double Start = 1 / OneCycleStartDivisor;
        var peakAt = Math.Max(0, (RiseFraction * total) - 1);
        var endAt = total - 1;
        return update <= peakAt && peakAt > 0
            ? Cosine(Start, 1, update / peakAt)
            : Cosine(1, Start / OneCycleEndDivisor, endAt > peakAt ? (update - peakAt) / (endAt - peakAt) : 0);
    }

    /// <summary>Half a cosine wave from one value to another.</summary>
    private static double Cosine(double from, double to, double progress) => to + ((from - to) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
