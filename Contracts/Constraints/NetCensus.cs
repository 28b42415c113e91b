using System.Globalization;

namespace SweepCluster.Contracts.Constraints;

/// <summary>Counts parameter sets by what forbids them, for a sentence to people.</summary>
public sealed class NetCensus
{
    private readonly List<Group> _groups = [];

    /// <summary>How many were counted.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them something forbids.</summary>
    public long RejectedCount { get; private set; }

    /// <summary>How many of them nothing forbids.</summary>
    public long AllowedCount => Count - RejectedCount;

    /// <summary>The last of the reasons; null when there was none.</summary>
    public NetViolation? Latest { get; private set; }

    /// <summary>Counts one.</summary>
    /// <param name="violation">What forbids it; null for nothing.</param>
    public void Add(NetViolation? violation)
    {
        Count++;
        if (violation is null)
        {
            return;
        }

        RejectedCount++;
        Latest = violation;
        var group = _groups.Find(candidate => candidate.Holds(violation));
        if (group is null)
        {
            _groups.Add(group = new Group(violation));
        }

        group.Add(violation);
    }

    /// <summary>The reasons with their numbers: <c>30 exceed macs max 30,000,000 (the least is 41,020,416), 18 do not fit 28x28 images</c>.</summary>
    public override string ToString() => string.Join(", ", _groups.OrderByDescending(group => group.Count));

    private sealed class Group(NetViolation first)
    {
        private NetViolation _nearest = first;

        public long Count { get; private set; }

        public bool Holds(NetViolation violation) => (_nearest, violation) switch
        {
            (UnfitNet, UnfitNet) => true,
            (CostViolation mine, CostViolation other) => mine.Quantity == other.Quantity && mine.IsAbove == other.IsAbove,
            _ => false,
        };

        public void Add(NetViolation violation)
        {
            Count++;
            if (violation is CostViolation cost && _nearest is CostViolation nearest &&
                Math.Abs(cost.Cost - cost.Bound) < Math.Abs(nearest.Cost - nearest.Bound))
            {
                _nearest = cost;
            }
        }

        public override string ToString() => _nearest switch
        {
            CostViolation { IsAbove: true } cost => string.Create(
                CultureInfo.InvariantCulture, $"{Count:N0} exceed {cost.Quantity} max {cost.Bound:N0} (the least is {cost.Cost:N0})"),
            CostViolation cost => string.Create(
                CultureInfo.InvariantCulture, $"{Count:N0} are below {cost.Quantity} min {cost.Bound:N0} (the greatest is {cost.Cost:N0})"),
            UnfitNet unfit => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} do not fit {unfit.Side}x{unfit.Side} images"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Count:N0}: {_nearest.Reason}"),
        };
    }
}
