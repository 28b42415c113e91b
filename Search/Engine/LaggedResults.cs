using SweepCluster.Search.Samplers;

namespace SweepCluster.Search.Engine;

/// <summary>
/// Holds results back from the sampler until their turn: that of trial k is told between the suggestions of trials k + L - 1 and k + L,
/// whenever it came. What the sampler knows at a suggestion, and in which order, then depends on nothing but the results themselves.
/// </summary>
/// <param name="lag">L, at least 1.</param>
/// <param name="history">What the sampler knows.</param>
internal sealed class LaggedResults(int lag, SearchHistory history)
{
    private readonly Dictionary<int, TrialResult?> _held = [];

    /// <summary>The trial whose turn is next.</summary>
    private int _next;

    /// <summary>The trial that must be over before another one may be suggested; null when one may.</summary>
    public int? Missing => _next <= history.TrialCount - lag ? _next : null;

    /// <summary>Takes in that a trial is over.</summary>
    /// <param name="trial">Its number.</param>
    /// <param name="result">What it tells; null when it has nothing to tell.</param>
    public void Settle(int trial, TrialResult? result)
    {
        if (trial >= _next)
        {
            _held[trial] = result;
            Release();
        }
        else if (result is { IsResult: true })
        {
            history.Amend(result);
        }
    }

    /// <summary>Tells the results whose turn has come.</summary>
    public void Release()
    {
        while (Missing is { } trial && _held.Remove(trial, out var result))
        {
            _next++;
            if (result is not null)
            {
                history.Finish(result);
            }
        }
    }
}
