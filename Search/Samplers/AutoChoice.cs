using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>The method that <c>auto</c> stands for in a sweep, and why. The same sweep always gets the same method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Reason">Why it fits, for people.</param>
public sealed record AutoChoice(MethodSpec Method, string Reason)
{
    /// <summary>So many trials a Gaussian process takes in before a suggestion lasts too long.</summary>
    private const int MostOfProcess = 250;

    /// <summary>So many parameters a Gaussian process learns from that many trials.</summary>
    private const int MostParametersOfProcess = 25;

    /// <summary>So many trials at once leave a Gaussian process no time between suggestions.</summary>
    private const int MostAtOnceOfProcess = 32;

    /// <summary>From so many trials on an evolution strategy has time for its generations.</summary>
    private const int LeastOfEvolution = 2_000;

    /// <summary>From so many trials on a population keeps a front spread out better than a model.</summary>
    private const int LeastOfPopulation = 1_000;

    /// <summary>Chooses by the space, the number of trials and how many run at once.</summary>
    /// <exception cref="ArgumentException">The space makes no sense; the message says why.</exception>
    public static AutoChoice For(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return For(spec, SearchSpace.Compile(spec.Parameters));
    }

    internal static AutoChoice For(SweepSpec spec, SearchSpace space)
    {
        var free = space.Dimensions.Where(dimension => !dimension.Domain.IsSingle).ToList();
        var trials = spec.RunCap ?? int.MaxValue;
        return spec switch
        {
            _ when space.PointCount <= trials && space.PointCount <= LeastOfPopulation =>
                new(new GridMethod(), FormattableString.Invariant($"there is room for all {space.PointCount} points")),
            { Objectives.Length: > 1 } when trials >= LeastOfPopulation =>
                new(new GeneticMethod(), $"several metrics and {Number(spec)} trials"),
            { Objectives.Length: > 1 } => new(new TpeMethod(), "several metrics and few trials"),
            _ when free.Exists(dimension => !dimension.When.IsEmpty) =>
                new(new TpeMethod(), "some parameters depend on others"),
            { Limits.MaxConcurrentTrials: null or <= MostAtOnceOfProcess } when trials <= MostOfProcess && free.Count <= MostParametersOfProcess =>
                new(new GaussianProcessMethod(), FormattableString.Invariant($"{trials} trials of {free.Count} parameters without conditions")),
            _ when trials >= LeastOfEvolution && free.TrueForAll(dimension => dimension.Domain is not ChoiceDomain) =>
                new(new CmaesMethod(), $"{Number(spec)} trials of numbers alone"),
            _ => new(new TpeMethod(), "it does well on most spaces, and its suggestions take no time"),
        };
    }

    private static string Number(SweepSpec spec) =>
        spec.RunCap is { } trials ? trials.ToString(System.Globalization.CultureInfo.InvariantCulture) : "any number of";
}
