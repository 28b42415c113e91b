using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SweepCluster.Search.Parzen;

/// <summary>
/// Tells kernels that are far from a point, eight at a time where the processor can: of many kernels few are near, and looking closely at
/// all of them would be most of what a suggestion costs.
/// </summary>
internal static class KernelSieve
{
    private static int Lanes => Vector256<float>.Count;

    /// <summary>Adds the squared distances of kernels from an interval, in bandwidths.</summary>
    /// <param name="low">The interval's lower end.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="centres">The kernels' middles.</param>
    /// <param name="inverses">One over their bandwidths; 0 for a kernel that is nowhere far.</param>
    /// <param name="squares">A sum for each of them.</param>
    public static void AddSquares(
        float low, float high, ReadOnlySpan<float> centres, ReadOnlySpan<float> inverses, Span<float> squares)
    {
        var (middle, half) = ((low + high) / 2, (high - low) / 2);
        var (middles, halves) = (Vector256.Create(middle), Vector256.Create(half));
        ref var centre = ref MemoryMarshal.GetReference(centres[..squares.Length]);
        ref var inverse = ref MemoryMarshal.GetReference(inverses[..squares.Length]);
        ref var square = ref MemoryMarshal.GetReference(squares);
        var i = 0;
        for (; i + Lanes <= squares.Length; i += Lanes)
        {
            var outside = Vector256.Abs(Vector256.LoadUnsafe(ref centre, (nuint)i) - middles) - halves;
            var distance = Vector256.MaxNative(outside, Vector256<float>.Zero) * Vector256.LoadUnsafe(ref inverse, (nuint)i);
            var sum = Vector256.MultiplyAddEstimate(distance, distance, Vector256.LoadUnsafe(ref square, (nuint)i));
            sum.StoreUnsafe(ref square, (nuint)i);
        }

        for (; i < squares.Length; i++)
        {
            var distance = Math.Max(Math.Abs(centres[i] - middle) - half, 0) * inverses[i];
            squares[i] += distance * distance;
        }
    }

    /// <summary>The slots of those that are near enough, in order.</summary>
    /// <param name="squares">The squared distance of each.</param>
    /// <param name="most">The greatest that is near enough.</param>
    /// <param name="begin">The slot of the first.</param>
    /// <param name="near">Takes the slots.</param>
    /// <returns>How many they are.</returns>
    public static int Pass(ReadOnlySpan<float> squares, float most, int begin, Span<int> near)
    {
        var limit = Vector256.Create(most);
        var (i, count) = (0, 0);
        for (; i + Lanes <= squares.Length; i += Lanes)
        {
            var isNear = Vector256.LessThanOrEqual(Vector256.Create(squares[i..]), limit).ExtractMostSignificantBits();
            for (; isNear != 0; isNear &= isNear - 1)
            {
                near[count++] = begin + i + BitOperations.TrailingZeroCount(isNear);
            }
        }

        for (; i < squares.Length; i++)
        {
            if (squares[i] <= most)
            {
                near[count++] = begin + i;
            }
        }

        return count;
    }
}
