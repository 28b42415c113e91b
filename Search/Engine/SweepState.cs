using System.Globalization;
using SweepCluster.Contracts.Constraints;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Convergence;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Ranking;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Engine;

/// <summary>Everything the engine keeps about a sweep. Only <see cref="SweepEngine"/> changes it; the rules beside it read it.</summary>
internal sealed class SweepState
{
    private readonly RegretBound _regret;
    private Screening? _next;
    private (int Version, string? Reason)? _convergence;

    /// <exception cref="ArgumentException">The spec cannot be searched; the message says why.</exception>
    public SweepState(SweepSubmitted submitted)
    {
        Submitted = submitted;
        Spec = submitted.Spec;
        SpecHash = submitted.SpecHash;
        SubmittedAt = submitted.Time;
        if (Spec.Objectives.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The sweep names no metric; it needs at least one objective.");
        }

        var space = SearchSpace.Compile(Spec.Parameters);
        History = new SearchHistory(space, NetCheck.For(Spec.Task, Spec.Constraints));
        Sampler = SamplerFactory.Create(Spec, space);
        Pruner = PrunerFactory.Create(Spec);
        Lag = CreateLag();
        Front = Spec.Objectives.Length > 1 ? new ParetoArchive(Spec.Objectives) : null;
        Ladder = Spec.Method is BohbMethod or DehbMethod ? RungLadder.Of(Spec.EarlyTerminate) : null;
        if (Spec.Limits.MaxRegret is not null && Spec.Objectives.Length > 1)
        {
            throw new ArgumentException($"The limit max_regret takes one metric, and the sweep names {Spec.Objectives.Length}.");
        }

        _regret = new RegretBound(space);
    }

    /// <summary>The event that began the sweep.</summary>
    public SweepSubmitted Submitted { get; }

    /// <summary>What was asked for, with all changes since.</summary>
    public SweepSpec Spec { get; set; }

    public string SpecHash { get; }

    public SearchHistory History { get; }

    public ISampler Sampler { get; }

    public IPruner Pruner { get; }

    /// <summary>The pruner, when it lets paused trials go on; otherwise null.</summary>
    public IPromoter? Promoter => Pruner as IPromoter;

    /// <summary>The rungs that the sampler hears of; null for a sampler that learns from what trials come to in the end alone.</summary>
    public RungLadder? Ladder { get; }

    /// <summary>What holds results back; null when the sampler hears of them at once.</summary>
    public LaggedResults? Lag { get; }

    /// <summary>The completed trials that no other dominates; null with one objective.</summary>
    public ParetoArchive? Front { get; }

    public NamePool Names { get; } = new();

    public TrialLedger Trials { get; } = new();

    /// <summary>What is to be remembered of trials; few have an entry.</summary>
    public Dictionary<int, TrialNoted> Notes { get; } = [];

    public SweepStatus Status { get; set; } = SweepStatus.Running;

    /// <summary>Set when the log says that the sweep is to end; null before.</summary>
    public StopOrder? Stop { get; set; }

    /// <summary>Which rule ended the sweep; null while it is not over.</summary>
    public string? Reason { get; set; }

    public TrialState? Incumbent { get; set; }

    /// <summary>The detail of the last failure of any attempt; null when there was none.</summary>
    public string? LastFailure { get; set; }

    /// <summary>All that the constraints kept from becoming trials; null for nothing.</summary>
    public RejectedCandidates? Rejected { get; set; }

    /// <summary>How many attempts were started.</summary>
    public int Attempts { get; set; }

    public double StepSeconds { get; set; }

    public DateTimeOffset SubmittedAt { get; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>True when the sweep has started as many trials as it may.</summary>
    public bool IsCapReached => Trials.Count >= Spec.RunCap;

    /// <summary>True when the sweep, as of its log, is ending but not over.</summary>
    public bool IsStopping => Stop is not null && !Status.IsFinal();

    /// <summary>What the sampler wants to try next and what it may; remembered until the history grows.</summary>
    public Screening Next() => _next?.Version == History.Version
        ? _next
        : _next = Screening.Of(Sampler, History, TrialRandom.For(Spec.Seed ?? 0, Trials.Count));

    /// <summary>The costly part of <see cref="Next"/> and <see cref="Convergence"/> as work for any thread; null when they cost little.</summary>
    public Action? Preparation() =>
        (Spec.Limits.MaxRegret is not null && _convergence?.Version != History.Version ? _regret.Preparation(History) : null)
        ?? (_next?.Version != History.Version ? Sampler.Preparation(History, TrialRandom.For(Spec.Seed ?? 0, Trials.Count)) : null);

    /// <summary>True when no better trial was to be expected when that was last asked, which may be some trials ago.</summary>
    public bool HadConverged => _convergence?.Reason is not null;

    /// <summary>Why no better trial is to be expected; null when one is, or when nobody wants to know. Remembered until the history grows.</summary>
    public string? Convergence()
    {
        if (Spec.Limits.MaxRegret is { } most && _convergence?.Version != History.Version)
        {
            _convergence = (History.Version, _regret.At(History) is { } regret && regret.Bound <= most ? Converged(regret, most) : null);
        }

        return _convergence?.Reason;
    }

    /// <summary>Why the sweep is to end, by its log or because its time is over at a moment; null when it goes on.</summary>
    public StopOrder? StopAt(DateTimeOffset now)
    {
        var isOver = Spec.Limits.MaxDuration is { } limit && StartedAt is { } start && now - start >= limit;
        return Stop ?? (isOver
            ? new StopOrder(SweepStatus.Completed, $"max_duration of {Spec.Limits.MaxDuration} is over")
            : null);
    }

    /// <summary>The trials that may be promoted now, the first to go on first.</summary>
    /// <param name="isLast">True when no other trial will come.</param>
    public IEnumerable<TrialState> Promotable(bool isLast) =>
        Trials.HeldCount == 0 || Promoter is null ? [] : Promoter.Promotable(isLast).Select(Trials.Get).Where(trial => trial.IsHeld);

    /// <summary>True when the attempt holds the trial's lease.</summary>
    public bool IsCurrent(int trial, int attempt) => !Status.IsFinal() && Trials.Find(trial)?.Running?.Attempt == attempt;

    /// <summary>The trial whose lease the attempt holds.</summary>
    /// <exception cref="InvalidOperationException">It holds none.</exception>
    public TrialState Current(int trial, int attempt) => IsCurrent(trial, attempt)
        ? Trials.Get(trial)
        : throw new InvalidOperationException($"Attempt {attempt} of trial {trial} is not the current one; ask IsCurrent before appending.");

    /// <summary>The score of a report by objective; NaN where the report lacks the metric.</summary>
    public double[] Scores(MetricSet metrics)
    {
        var scores = new double[Spec.Objectives.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = metrics[Spec.Objectives[i].Metric] is { } value ? Spec.Objectives[i].Score(value) : double.NaN;
        }

        return scores;
    }

    /// <summary>True when the score is at least as good as the target of the only objective.</summary>
    public bool ReachesTarget(double score) =>
        Spec.Objectives is [{ Target: { } target } objective] && double.IsFinite(score) && score <= objective.Score(target);

    /// <summary>The order that ends a sweep whose trial reached the target.</summary>
    public StopOrder TargetOrder(TrialState trial, double score)
    {
        var objective = Spec.Objectives[0];
        return new StopOrder(SweepStatus.Completed, string.Create(
            CultureInfo.InvariantCulture,
            $"target reached: trial {trial.Number} has {objective.Metric} {objective.Value(score)}, wanted {objective.Target}"));
    }

    private LaggedResults? CreateLag()
    {
        if (Spec.Lag is not { } lag)
        {
            return null;
        }

        return lag >= 1 && Spec.EarlyTerminate is (NoEarlyTermination or PatientTermination or ThresholdTermination)
            ? new LaggedResults(lag, History)
            : throw new ArgumentException(
                $"The lag was {lag} with early termination by {Pruner.Name}; it must be at least 1, and trials must not be compared by when they come.");
    }

    private static string Converged((int Trials, double Bound) regret, double most) => string.Create(
        CultureInfo.InvariantCulture,
        $"converged: as far as {regret.Trials} trials tell, the best is at most {regret.Bound:G3} worse than the best possible; max_regret is {most}");
}
