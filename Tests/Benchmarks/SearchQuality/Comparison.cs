using SweepCluster.Benchmarks.Problems;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>How a sampler did on a problem after some number of trials, beside the peer.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Sampler">The sampler.</param>
/// <param name="Workers">How many trials ran at once.</param>
/// <param name="Trials">After how many trials.</param>
/// <param name="Runs">How many searches were made.</param>
/// <param name="Median">Their median, as it is shown.</param>
/// <param name="WorstDecile">What the worst tenth of them does not reach.</param>
/// <param name="PeerRuns">How many searches of the peer there are.</param>
/// <param name="PeerMedian">Their median; null for none.</param>
/// <param name="PValue">The probability of such a difference by chance.</param>
/// <param name="Verdict">Better, worse, or neither.</param>
internal sealed record Comparison(
    IProblem Problem,
    string Sampler,
    int Workers,
    int Trials,
    int Runs,
    double Median,
    double WorstDecile,
    int PeerRuns,
    double? PeerMedian,
    double PValue,
    Verdict Verdict)
{
    private const double Significant = 0.05;

    /// <summary>Compares searches of one problem, one sampler and one number of workers.</summary>
    public static Comparison Of(IProblem problem, IReadOnlyList<SearchRun> runs, PeerRuns peer, int trials)
    {
        var own = runs.Select(run => run.At[trials]).ToList();
        var other = peer.Values(problem.Name, runs[0].Workers, trials);
        var p = MannWhitney.PValue([.. own.Select(value => Loss.Score(problem, value))], [.. other.Select(value => Loss.Score(problem, value))]);
        var median = Loss.Quantile(problem, own, 0.5);
        double? peerMedian = other.Count == 0 ? null : Loss.Quantile(problem, other, 0.5);
        return new Comparison(
            problem,
            runs[0].Sampler,
            runs[0].Workers,
            trials,
            own.Count,
            Loss.Shown(problem, median),
            Loss.Shown(problem, Loss.Quantile(problem, own, 0.9)),
            other.Count,
            peerMedian is { } value ? Loss.Shown(problem, value) : null,
            p,
            p >= Significant || peerMedian is null ? Verdict.Neither
                : Loss.Score(problem, median) < Loss.Score(problem, peerMedian.Value) ? Verdict.Better : Verdict.Worse);
    }
}
