using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Telemetry;
using static SweepCluster.Contracts.Telemetry.ClosedCounter;
using static SweepCluster.Contracts.Telemetry.SweepTelemetry;

namespace SweepCluster.Grains.Telemetry;

/// <summary>Counts and times what happens to trials and attempts.</summary>
internal sealed class TrialMeter
{
    private readonly ClosedCounter _started;
    private readonly ClosedCounter _ended;
    private readonly ClosedCounter _attemptsEnded;
    private readonly ClosedCounter _retries;
    private readonly ClosedCounter _reports;
    private readonly ClosedCounter _expiries;
    private readonly ClosedCounter _wasted;
    private readonly Histogram<double> _durations;
    private readonly Histogram<double> _waits;
    private readonly Histogram<double> _recoveries;

    public TrialMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        var reasons = Labels<FailureReason>().Concat(Labels<AbandonReason>()).ToArray();
        _started = new(meter, "sweep.trials.started", "{trial}", "Trials whose first attempt was started.");
        _ended = new(meter, "sweep.trials.ended", "{trial}", "Trials that are over, by how they ended.", Each("outcome", Outcomes.OfTrials));
        _attemptsEnded = new(meter, "sweep.attempts.ended", "{attempt}", "Attempts that are over, by how and why.", Outcomes.OfAttempts);
        _retries = new(meter, "sweep.trial.retries", "{attempt}", "Attempts that repeat one that failed or was given up, by why.", Each("reason", reasons));
        _reports = new(meter, "sweep.reports", "{report}", "Reports that are durable.");
        _expiries = new(meter, "sweep.lease.expiries", "{lease}", "Leases that nobody renewed or whose silo is gone.", Each("cause", "expired", "silo_lost"));
        _wasted = new(
            meter, "sweep.wasted_device", "s", "Slot time since the last checkpoint of attempts that failed or were given up.", Each("reason", reasons));
        _durations = meter.CreateSeconds("sweep.trial.duration", "From the start of a trial's first attempt to its end.", 1, 43_200);
        _waits = meter.CreateSeconds("sweep.queue.wait", "How long a trial that could run waited for a slot.", 0.01, 21_600);
        _recoveries = meter.CreateSeconds("sweep.recovery", "From the loss of an attempt to the start of the trial's next one.", 0.1, 3600);
    }

    public void TrialStarted() => _started.Add(1);

    /// <param name="outcome">How the trial ended.</param>
    /// <param name="duration">Since its first attempt started; null when none did.</param>
    public void TrialEnded(string outcome, TimeSpan? duration)
    {
        _ended.Add(1, outcome);
        if (duration is { } seconds)
        {
            _durations.Record(NotNegative(seconds), Tag("outcome", outcome));
        }
    }

    public void AttemptEnded(string outcome, string reason) => _attemptsEnded.Add(1, outcome, reason);

    public void Retried(string reason) => _retries.Add(1, reason);

    public void Reported() => _reports.Add(1);

    public void LeaseExpired(string cause) => _expiries.Add(1, cause);

    public void Wasted(string reason, TimeSpan duration) => _wasted.Add(NotNegative(duration), reason);

    public void Waited(TimeSpan duration) => _waits.Record(NotNegative(duration));

    public void Recovered(TimeSpan duration) => _recoveries.Record(NotNegative(duration));

    /// <summary>Events are stamped by the clocks of several machines, which may disagree a little.</summary>
    private static double NotNegative(TimeSpan duration) => Math.Max(0, duration.TotalSeconds);
}
