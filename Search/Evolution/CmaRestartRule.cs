using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Randomness;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// Plans what follows a run of CMA-ES that has come to its end. IPOP (Auger and Hansen 2005) doubles the population each time. BIPOP (Hansen
/// 2009, "Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed") has two regimes, of which the one goes on that has had
/// fewer trials: the first doubles the population; the second takes a small one, λ_s = ⌊λ·(½ λ_l / λ)^(U²)⌋, and a small first step,
/// σ·10^(-2U'), where U and U' are uniform, and gets at most half of the trials of the last large run.
/// </summary>
/// <param name="restarts">The rule.</param>
/// <param name="first">The plan of the first run, which belongs to no regime.</param>
internal sealed class CmaRestartRule(CmaesRestarts restarts, CmaPlan first)
{
    private int _large = first.Population;
    private int _lastLargeTrials;
    private long _largeTrials;
    private long _smallTrials;

    /// <summary>The plan of the next run.</summary>
    /// <param name="ended">The run that has come to its end.</param>
    /// <param name="random">Random numbers for this restart.</param>
    public CmaPlan Next(CmaRun ended, TrialRandom random)
    {
        Count(ended);
        if (restarts == CmaesRestarts.Ipop || _smallTrials >= _largeTrials)
        {
            _large *= 2;
            return new CmaPlan(_large);
        }

        var (size, step) = (random.NextDouble(), random.NextDouble());
        var small = (int)(first.Population * Math.Pow(0.5 * _large / first.Population, size * size));
        return new CmaPlan(small, first.Sigma * Math.Pow(10, -2 * step), Math.Max(small, _lastLargeTrials / 2));
    }

    private void Count(CmaRun ended)
    {
        if (ended.Plan.MostTrials is not null)
        {
            _smallTrials += ended.Trials;
        }
        else if (ended.Number > 1)
        {
            _largeTrials += ended.Trials;
            _lastLargeTrials = ended.Trials;
        }
    }
}
