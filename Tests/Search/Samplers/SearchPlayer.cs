using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Tests.Samplers;

/// <summary>Asks a sampler for one trial after another, with some of them running at the same time.</summary>
internal sealed class SearchPlayer(MethodSpec method, ImmutableArray<ParameterSpec> parameters, long seed)
{
    private readonly Queue<(int Number, ParameterSet Point)> _running = new();
    private ISampler? _sampler;
    private SearchHistory? _history;

    public ISampler Sampler => _sampler ??= SamplerFactory.Create(Spaces.Spec(method, [.. parameters]) with { Seed = seed }, History.Space);

    public SearchHistory History => _history ??= new SearchHistory(SearchSpace.Compile(parameters));

    public List<ParameterSet> Points { get; } = [];

    /// <summary>Suggests up to so many trials; a trial is over when so many later ones were started.</summary>
    public SearchPlayer Play(int trials, Func<ParameterSet, double> evaluate, int parallel = 1)
    {
        for (var i = 0; i < trials && Suggest() is { } point; i++)
        {
            _running.Enqueue((Points.Count, point));
            Points.Add(point);
            History.Add(point);
            if (_running.Count >= parallel)
            {
                var (number, finished) = _running.Dequeue();
                Finish(number, evaluate(finished));
            }
        }

        return this;
    }

    public ParameterSet? Suggest() => Sampler.Suggest(History, TrialRandom.For(seed, Points.Count)).FirstOrDefault()?.Parameters;

    // A score that is not a number stands for a trial that failed.
    private void Finish(int number, double score) => History.Finish(new TrialResult(
        number, double.IsNaN(score) ? TrialStatus.Failed : TrialStatus.Completed, [score], 1));
}
