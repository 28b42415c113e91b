using System.Diagnostics.Metrics;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Telemetry;

namespace SweepCluster.Grains.Telemetry;

/// <summary>Measures how parameter sets are chosen.</summary>
internal sealed class SearchMeter
{
    private readonly Histogram<double> _suggestions;
    private readonly ClosedCounter _duplicates;

    public SearchMeter(IMeterFactory meters)
    {
        var meter = meters.Create(SweepTelemetry.Name);
        _suggestions = meter.CreateSeconds("sweep.suggest", "How long it took to choose a parameter set.", 1e-5, 30);
        _duplicates = new ClosedCounter(
            meter, "sweep.duplicate_suggestions", "{suggestion}", "Suggestions equal to an earlier one of their sweep, on a finite search space.");
    }

    /// <summary>A parameter set was chosen.</summary>
    public void Suggested(MethodSpec method, TimeSpan duration) =>
        _suggestions.Record(duration.TotalSeconds, SweepTelemetry.Tag("algorithm", NameOf(method)));

    /// <summary>A parameter set was chosen that an earlier trial of the sweep has.</summary>
    public void Repeated() => _duplicates.Add(1);

    private static string NameOf(MethodSpec method) => method switch
    {
        RandomMethod => "random",
        GridMethod => "grid",
        TpeMethod => "tpe",
        SobolMethod => "sobol",
        HaltonMethod => "halton",
        CmaesMethod => "cmaes",
        GaussianProcessMethod => "gp",
        DifferentialEvolutionMethod => "de",
        GeneticMethod => "nsga2",
        BohbMethod => "bohb",
        DehbMethod => "dehb",
        AutoMethod => "auto",
        _ => throw new InvalidOperationException($"The method {method.GetType().Name} has no name yet."),
    };
}
