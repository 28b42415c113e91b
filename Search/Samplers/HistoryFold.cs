namespace SweepCluster.Search.Samplers;

/// <summary>
/// A state that follows from a history's entries in their order and from nothing else. It is kept between questions and caught up with
/// the history, which saves time and changes nothing.
/// </summary>
/// <param name="start">Makes the state of the empty history.</param>
/// <param name="apply">Takes one entry into it.</param>
internal sealed class HistoryFold<TState>(Func<TState> start, Action<TState, HistoryEntry> apply)
    where TState : class
{
    private SearchHistory? _history;
    private TState? _state;
    private int _read;

    /// <summary>The state at the history's present end.</summary>
    public TState At(SearchHistory history)
    {
        if (_state is null || !ReferenceEquals(_history, history))
        {
            (_history, _state, _read) = (history, start(), 0);
        }

        for (; _read < history.Journal.Count; _read++)
        {
            apply(_state, history.Journal[_read]);
        }

        return _state;
    }
}
