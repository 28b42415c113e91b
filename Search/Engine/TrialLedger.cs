using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Search.Engine;

/// <summary>A sweep's trials by number and by status, so that counts and the next trial to run are at hand without a search.</summary>
internal sealed class TrialLedger
{
    private readonly List<TrialState> _trials = [];
    private readonly int[] _counts = new int[Enum.GetValues<TrialStatus>().Length];
    private readonly SortedSet<int> _fresh = [];
    private readonly SortedSet<int> _interrupted = [];
    private readonly HashSet<int> _held = [];
    private readonly SortedDictionary<int, RunningAttempt> _running = [];
    private readonly Dictionary<(SlotId Slot, string SiloAddress), RunningAttempt> _slots = [];

    /// <summary>How many trials were suggested.</summary>
    public int Count => _trials.Count;

    /// <summary>How many trials are not over.</summary>
    public int OpenCount => CountOf(TrialStatus.Pending) + CountOf(TrialStatus.Running) + CountOf(TrialStatus.Paused);

    /// <summary>How many trials wait to be promoted.</summary>
    public int HeldCount => _held.Count;

    /// <summary>The running attempts by trial number.</summary>
    public IReadOnlyCollection<RunningAttempt> Running => _running.Values;

    /// <summary>The attempt that holds a slot, the latest if there were two; null when none does.</summary>
    public RunningAttempt? RunningOn(SlotId slot, string siloAddress) => _slots.GetValueOrDefault((slot, siloAddress));

    /// <summary>All trials by number.</summary>
    public IReadOnlyList<TrialState> All => _trials;

    /// <summary>How many trials have a status.</summary>
    public int CountOf(TrialStatus status) => _counts[(int)status];

    /// <summary>The trial of that number; null when there is none.</summary>
    public TrialState? Find(int number) => number >= 0 && number < _trials.Count ? _trials[number] : null;

    /// <summary>The trial of that number.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TrialState Get(int number) => Find(number)
        ?? throw new KeyNotFoundException($"There is no trial {number}; the sweep has {Count}, counted from 0.");

    /// <summary>How many trials wait for a slot or for the sweep to go on.</summary>
    public int WaitingCount => _interrupted.Count + _fresh.Count;

    /// <summary>The trial to run next: an interrupted one before a fresh one, each by number; null when none may start.</summary>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="silo">The address of the silo that would run it; null when there is no other.</param>
    public TrialState? NextWaiting(DateTimeOffset now, string? silo) =>
        _interrupted.Concat(_fresh).Select(number => _trials[number]).FirstOrDefault(trial => trial.MayStart(now, silo));

    /// <summary>The trials that wait for a slot or for the sweep to go on.</summary>
    public IReadOnlyList<TrialState> Waiting() => [.. _interrupted.Concat(_fresh).Select(number => _trials[number])];

    /// <summary>Adds a suggested trial, which waits for its first slot.</summary>
    public void Add(ParameterSet parameters, string provenance)
    {
        // Trials that were chosen in the same way share one text.
        var shared = _trials is [.., { Provenance: var last }] && last == provenance ? last : provenance;
        _fresh.Add(Count);
        _trials.Add(new TrialState(Count, parameters, shared));
        _counts[(int)TrialStatus.Pending]++;
    }

    /// <summary>Starts an attempt of a waiting trial.</summary>
    public void Start(TrialState trial, RunningAttempt attempt)
    {
        Leave(trial);
        trial.IsHeld = false;
        trial.Attempt = attempt.Attempt;
        trial.Running = attempt;
        trial.Reason = null;
        Enter(trial, TrialStatus.Running);
        _running.Add(trial.Number, attempt);
        _slots[(attempt.Slot, attempt.SiloAddress)] = attempt;
    }

    /// <summary>Gives a trial any status but Running, with the reason that people are shown.</summary>
    public void Move(TrialState trial, TrialStatus status, string? reason)
    {
        Leave(trial);
        trial.Running = null;
        trial.Reason = reason;
        Enter(trial, status);
        if (status.IsFinal())
        {
            trial.IsHeld = false;
            trial.Curve.Trim();
        }
        else if (trial.IsHeld)
        {
            _held.Add(trial.Number);
        }
        else
        {
            (trial.Attempt == 0 ? _fresh : _interrupted).Add(trial.Number);
        }
    }

    private void Leave(TrialState trial)
    {
        _counts[(int)trial.Status]--;
        _fresh.Remove(trial.Number);
        _interrupted.Remove(trial.Number);
        _held.Remove(trial.Number);
        if (_running.Remove(trial.Number, out var attempt) && RunningOn(attempt.Slot, attempt.SiloAddress) == attempt)
        {
            _slots.Remove((attempt.Slot, attempt.SiloAddress));
        }
    }

    private void Enter(TrialState trial, TrialStatus status)
    {
        trial.Status = status;
        _counts[(int)status]++;
    }
}
