using System.Runtime.InteropServices;

namespace SweepCluster.Search.Numerics;

/// <summary>
/// Items in order, of which many are added before somebody asks: what is new is sorted and merged in only then, so that reading a long
/// log costs n log n and not n².
/// </summary>
/// <typeparam name="T">The items.</typeparam>
/// <param name="order">A total order: items that it calls equal are the same.</param>
internal sealed class GrowingOrder<T>(IComparer<T> order)
{
    /// <summary>So few new items are put into their places one by one.</summary>
    private const int FewItems = 4;

    private readonly List<T> _sorted = [];
    private readonly List<T> _new = [];

    /// <summary>How many items there are.</summary>
    public int Count => _sorted.Count + _new.Count;

    /// <summary>The items in order. A live view: ask again after adding.</summary>
    public IReadOnlyList<T> Sorted => Merged();

    /// <summary>Adds an item.</summary>
    public void Add(T item) => _new.Add(item);

    /// <summary>Takes an item out again.</summary>
    /// <returns>True when it was there.</returns>
    public bool Remove(T item)
    {
        var found = Merged().BinarySearch(item, order);
        if (found >= 0)
        {
            _sorted.RemoveAt(found);
        }

        return found >= 0;
    }

    /// <summary>How many items come before one.</summary>
    public int CountBefore(T item)
    {
        var found = Merged().BinarySearch(item, order);
        return found < 0 ? ~found : found;
    }

    private List<T> Merged()
    {
        if (_new.Count > FewItems)
        {
            MergeAll();
        }
        else
        {
            foreach (var item in _new)
            {
                var found = _sorted.BinarySearch(item, order);
                _sorted.Insert(found < 0 ? ~found : found, item);
            }
        }

        _new.Clear();
        return _sorted;
    }

    // From the back, so that nothing is overwritten before it has moved.
    private void MergeAll()
    {
        _new.Sort(order);
        var (old, young) = (_sorted.Count - 1, _new.Count - 1);
        CollectionsMarshal.SetCount(_sorted, Count);
        for (var place = _sorted.Count - 1; young >= 0; place--)
        {
            _sorted[place] = old >= 0 && order.Compare(_sorted[old], _new[young]) > 0 ? _sorted[old--] : _new[young--];
        }

        _new.Clear();
        _new.TrimExcess();
    }
}
