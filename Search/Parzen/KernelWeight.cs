namespace SweepCluster.Search.Parzen;

/// <summary>
/// How much a kernel counts by its trial's age, by Optuna's rule: up to 25 count like the prior, 1; of more, the newest 25 do, and the
/// others along a ramp from 1/n for the oldest to 1.
/// </summary>
internal static class KernelWeight
{
    private const int FullyWeighted = 25;

    /// <summary>The weight of a kernel.</summary>
    /// <param name="age">Its place by age, 0 for the oldest.</param>
    /// <param name="count">How many there are.</param>
    public static double Of(int age, int count)
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
