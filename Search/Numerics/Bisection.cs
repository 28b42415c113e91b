namespace SweepCluster.Search.Numerics;

/// <summary>Finds where a condition begins to hold.</summary>
internal static class Bisection
{
    /// <summary>The first index from 0 to count - 1 at which the condition holds; count when there is none.</summary>
    /// <param name="count">How many indices there are.</param>
    /// <param name="holds">The condition; once it holds, it holds for all later indices.</param>
    public static int First(int count, Func<int, bool> holds)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
