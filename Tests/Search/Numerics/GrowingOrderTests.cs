using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Tests.Numerics;

public sealed class GrowingOrderTests
{
    /// <summary>From asking after every item to asking once after all.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Sorted_ItemsAddedInPortions_AreInOrder(int portion)
    {
        var random = new Random(portion);
        var (order, all) = (new GrowingOrder<(int, int)>(Comparer<(int, int)>.Default), new List<(int, int)>());
        for (var number = 0; number < 1000; number++)
        {
            var item = (random.Next(50), number);
            order.Add(item);
            all.Add(item);
            if (all.Count % portion == 0)
            {
                Assert.Equal(all.Order(), order.Sorted);
                Assert.Equal(all.Count(other => other.Item1 < 25), order.CountBefore((25, int.MinValue)));
            }
        }

        Assert.Equal(1000, order.Count);
    }
}
