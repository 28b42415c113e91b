namespace SweepCluster.Search.Samplers;

/// <summary>
/// The observations of one parameter on one side of the split, good or bad, with the weights of Optuna's rule: up to 25 count alike;
/// of more, the newest 25 count fully and the others along a ramp from 1/n for the oldest to 1.
/// </summary>
internal sealed class ParzenSide
{
    private const int FullyWeighted = 25;

    private ParzenSide(double[] sorted, double[] weights)
    {
        Sorted = sorted;
        Weights = weights;
    }

    /// <summary>The coordinates in sorted order, older first where equal.</summary>
    public double[] Sorted { get; }

    /// <summary>The weight of each; the prior's is 1.</summary>
    public double[] Weights { get; }

    /// <summary>Takes one side out of a column.</summary>
    /// <param name="column">All observations of the parameter.</param>
    /// <param name="isGood">By trial number: whether the trial is good.</param>
    /// <param name="side">Which trials are wanted.</param>
    public static ParzenSide Of(Column column, bool[] isGood, bool side)
    {
        var ages = new int[column.Count];
        var count = 0;
        for (var place = 0; place < ages.Length; place++)
        {
            ages[place] = isGood[column.TrialAt(place)] == side ? count++ : -1;
        }

        var (sorted, weights, next) = (new double[count], new double[count], 0);
        foreach (var place in column.Sorted)
        {
            if (ages[place] >= 0)
            {
                sorted[next] = column.CoordinateAt(place);
                weights[next++] = Weight(ages[place], count);
            }
        }

        return new ParzenSide(sorted, weights);
    }

    /// <summary>The weight of an observation.</summary>
    /// <param name="age">Its place by age, 0 for the oldest.</param>
    /// <param name="count">How many there are.</param>
    public static double Weight(int age, int count)
    {
        var ramp = count - FullyWeighted;
        if (ramp <= 0 || age >= ramp)
        {
            return 1;
        }

        var least = 1.0 / count;
        return ramp == 1 ? least : least + ((1 - least) * age / (ramp - 1));
    }
}
