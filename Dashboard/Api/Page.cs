using System.Collections.Immutable;
using System.Globalization;

namespace SweepCluster.Dashboard.Api;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The part.</param>
/// <param name="Total">How many there are in all, after the filter.</param>
/// <param name="Next">What to pass as <c>after</c> for the next part; null when this is the last.</param>
internal sealed record Page<T>(ImmutableArray<T> Items, int Total, string? Next);

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Skip">How many to leave out.</param>
/// <param name="Limit">How many to answer with at most.</param>
internal readonly record struct PageRequest(int Skip, int Limit)
{
    /// <summary>The length of a part that nobody has given a limit for.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The greatest length of a part.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Reads the query parameters <c>limit</c> and <c>after</c>.</summary>
    /// <exception cref="ApiProblem">One of them cannot be used.</exception>
    public static PageRequest Read(int? limit, string? after)
    {
        if (limit is < 1 or > MaxLimit)
        {
            throw ApiProblem.BadRequest("limit", $"limit was {limit}; it must be from 1 to {MaxLimit}.");
        }

        var skip = 0;
        if (after is not null && !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
        {
            throw ApiProblem.BadRequest("after", $"after was '{after}'; it must be what an earlier answer gave as next.");
        }

        return new PageRequest(skip, limit ?? DefaultLimit);
    }

    /// <summary>Takes the part out of the whole.</summary>
    public Page<T> Of<T>(IReadOnlyCollection<T> all)
    {
        ImmutableArray<T> items = [.. all.Skip(Skip).Take(Limit)];
        var end = Skip + items.Length;
        return new Page<T>(items, all.Count, end < all.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }
}
