using System.Globalization;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo;

/// <summary>What two networks are made equal in.</summary>
public enum Budget
{
    /// <summary>Numbers that training learns.</summary>
    Parameters,

    /// <summary>Multiplications with addition for one image.</summary>
    Macs,
}

/// <summary>A network that comes as near as some hyperparameters allow to the budget of another.</summary>
/// <param name="Model">The network.</param>
/// <param name="Net">Its layers.</param>
/// <param name="Difference">Its budget minus the other's, as a fraction of the other's.</param>
public sealed record BudgetMatch(NamedModel Model, NetDefinition Net, double Difference)
{
    /// <summary>Two networks within this fraction of each other count as equal.</summary>
    public const double Tolerance = 0.02;

    private const int RealSteps = 400;

    /// <summary>How many of the nearest networks are varied further when there are several hyperparameters.</summary>
    private const int Beam = 16;

    /// <summary>True when the two count as equal.</summary>
    public bool IsEqual => Math.Abs(Difference) <= Tolerance;

    /// <summary>
    /// Tries the whole range of each hyperparameter in turn, because a budget need not rise with it: every whole number, or 400 real ones,
    /// evenly spread on a logarithmic scale where the range is above 0. From one to the next the 16 nearest networks are kept.
    /// </summary>
    /// <param name="model">The network to change.</param>
    /// <param name="keys">The hyperparameters that may change; numbers.</param>
    /// <param name="target">The budget to come near to.</param>
    /// <param name="budget">Which budget.</param>
    /// <param name="image">The shape of one image.</param>
    /// <param name="classes">The length of the answer.</param>
    /// <returns>The nearest network; null when no value gives one that fits the image.</returns>
    /// <exception cref="ArgumentException">A hyperparameter is no number.</exception>
    public static BudgetMatch? Search(
        NamedModel model, IReadOnlyList<string> keys, long target, Budget budget, FeatureShape image, int classes)
    {
        BudgetMatch[] nearest = [];
        NamedModel[] starts = [model];
        foreach (var known in keys.Select(key => HyperparameterCatalog.Find(key)!))
        {
            var changed = starts.SelectMany(start => Values(known).Select(value => start.With(known.Name, value)));
            nearest = [.. changed.Select(candidate => Try(candidate, target, budget, image, classes)).OfType<BudgetMatch>()
                .OrderBy(match => Math.Abs(match.Difference)).Take(Beam)];
            starts = [.. nearest.Select(match => match.Model)];
        }

        return nearest.FirstOrDefault();
    }

    /// <summary>The budget of a network.</summary>
    public static long Of(NetDefinition net, Budget budget) => budget == Budget.Parameters ? net.Parameters : net.Macs;

    private static BudgetMatch? Try(NamedModel model, long target, Budget budget, FeatureShape image, int classes)
    {
        try
        {
            var net = model.Define(image, classes);
            return new BudgetMatch(model, net, (Of(net, budget) - (double)target) / target);
        }
        catch (InfeasibleException)
        {
            return null; // these values give no network for these images, others may
        }
    }

    private static IEnumerable<string> Values(Hyperparameter known) => known.Kind switch
    {
        HyperparameterKind.WholeNumber or HyperparameterKind.Numbers when known is { WholeEntries: true, MinCount: <= 1 } =>
            Enumerable.Range((int)known.Min, (int)(known.Max - known.Min) + 1).Select(value => value.ToString(CultureInfo.InvariantCulture)),
        HyperparameterKind.RealNumber => Enumerable.Range(0, RealSteps + 1).Select(step => Between(known, step / (double)RealSteps)),
        _ => throw new ArgumentException($"'{known.Name}' is no number; it is {known.Allowed}.", nameof(known)),
    };

    private static string Between(Hyperparameter known, double share)
    {
        var value = known.Min > 0
            ? known.Min * Math.Pow(known.Max / known.Min, share)
            : known.Min + ((known.Max - known.Min) * share);
        return Math.Clamp(double.Parse(value.ToString("g3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), known.Min, known.Max)
            .ToString(CultureInfo.InvariantCulture);
    }
}
