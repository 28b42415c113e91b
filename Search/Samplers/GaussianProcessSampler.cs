using System.Collections.Immutable;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Quasirandom;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Space;
using SweepCluster.Search.Surrogates;

namespace SweepCluster.Search.Samplers;

/// <summary>
/// Bayesian optimisation by a Gaussian process (Snoek et al. 2012) and the logarithm of the expected improvement (Ament et al. 2023),
/// after a start-up with a Sobol sequence. Running trials are fantasies of the process itself.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="startupTrials">How many trials must have ended before the model is trusted, at least 1.</param>
/// <param name="seed">The sweep's seed.</param>
internal sealed class GaussianProcessSampler(SearchSpace space, int startupTrials, long seed) : ISampler
{
    /// <summary>So many of the best trials' surroundings are looked at.</summary>
    private const int Near = 5;
    private const double LeastVariance = 1e-12;

    private readonly QuasirandomSampler _startUp = new("gp: start-up, sobol", space, new SobolSequence(seed));
    private readonly HistoryFold<SurrogateData> _data = new(() => new SurrogateData(space), (data, entry) => data.Apply(entry));

    private (SearchHistory History, int Version, Lazy<ImmutableArray<ParameterSet>> Points)? _model;

    /// <inheritdoc/>
    public string Name => "gp";

    /// <inheritdoc/>
    public IEnumerable<Suggestion> Suggest(SearchHistory history, TrialRandom random)
    {
        var data = _data.At(history);
        return history.IsExhausted ? []
            : data.Count < startupTrials ? _startUp.Suggest(history, random)
            : SuggestByModel(data, history, random);
    }

    /// <inheritdoc/>
    public Action? Preparation(SearchHistory history, TrialRandom random)
    {
        var data = _data.At(history);
        if (history.IsExhausted || data.Count < startupTrials || Model(data, history, random) is { IsValueCreated: true })
        {
            return null;
        }

        var points = Model(data, history, random);
        return () => _ = points.Value;
    }

    private IEnumerable<Suggestion> SuggestByModel(SurrogateData data, SearchHistory history, TrialRandom random)
    {
        foreach (var point in Model(data, history, random).Value)
        {
            if (!history.WasTried(point))
            {
                yield return new Suggestion(point, $"gp: model of {data.Count}");
            }
        }

        foreach (var point in PriorSampler.Draw(history, random))
        {
            yield return new Suggestion(point, "gp: a random point, for the model's were tried or are forbidden");
        }
    }

    /// <summary>What the model likes best, to be worked out by whoever asks first from what is known now.</summary>
    private Lazy<ImmutableArray<ParameterSet>> Model(SurrogateData data, SearchHistory history, TrialRandom random)
    {
        if (_model is not { } model || model.Version != history.Version || model.History != history)
        {
            var process = data.Model();
            ParameterSet[] near = [.. history.MostPromising(Near).Select(result => history.PointOf(result.Number))];
            _model = model = (history, history.Version, new(() => Search(process(), data.Features, near, random)));
        }

        return model.Points;
    }

    private ImmutableArray<ParameterSet> Search(
        (GaussianProcess Process, double Best) model, SurrogateFeatures features, ParameterSet[] near, TrialRandom random)
    {
        double Acquisition(ParameterSet point)
        {
            var (mean, variance) = model.Process.At(features.Of(point));
            return ExpectedImprovement.Log(mean, Math.Max(variance, LeastVariance), model.Best);
        }

        return [.. new AcquisitionSearch(space, Acquisition, random).Run(near)];
    }
}
