namespace SweepCluster.Search.Pruners;

/// <summary>A pruner that pauses trials and lets some of them go on later.</summary>
internal interface IPromoter : IPruner
{
    /// <summary>The paused trials that may go on now, the first to go on first. Changes nothing.</summary>
    /// <param name="isLast">True when no other trial will come, so that the best goes on even where too few came to choose from.</param>
    IEnumerable<int> Promotable(bool isLast);

    /// <summary>Takes in that a paused trial goes on.</summary>
    void Promote(int trial);
}
