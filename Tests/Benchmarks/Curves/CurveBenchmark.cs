using System.Globalization;
using SweepCluster.Benchmarks.Cluster;
using SweepCluster.Benchmarks.Problems;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Benchmarks.Curves;

/// <summary>
/// What ending trials early saves: the steps that are taken until a fully trained trial is as good as what random search without pruning
/// has found in the end, as a share of random search's own.
/// </summary>
internal sealed class CurveBenchmark : IBenchmark
{
    private const int Seeds = 10;
    private static readonly int[] Workers = [1, 8];

    /// <summary>Random search trains so many trials to their end.</summary>
    private const int FullTrials = 20;

    public string Name => "curves";

    public string Summary => "steps until pruned searches are as good as random search in the end, on learning curves";

    public void Run(TextWriter output, string part)
    {
        output.WriteLine($"curves: {Seeds} seeds; random search trains {FullTrials} trials to their end");
        output.WriteLine("  problem                at once   search              steps to random's best, of random's   best value in the same steps");
        foreach (var problem in CurveProblems.All.Where(problem => problem.Name.Contains(part, StringComparison.Ordinal)))
        {
            foreach (var workers in Workers)
            {
                Compare(output, problem, workers);
            }
        }
    }

    private static void Compare(TextWriter output, CurveProblem problem, int workers)
    {
        var budget = (long)FullTrials * problem.MaxResource;
        var target = Quantile.Of(Bests(new RandomMethod(), new NoEarlyTermination()), 0.5);
        foreach (var (name, method, rule) in Searches(problem))
        {
            var share = Quantile.Of([.. Enumerable.Range(0, Seeds).Select(seed => Share(new CurvePlayer(problem, method, rule, seed, workers), target, budget))], 0.5);
            var shown = double.IsFinite(share) ? share.ToString("P0", CultureInfo.InvariantCulture) : "more";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {problem.Name,-22} {workers,7}   {name,-18} {shown,37}   {Quantile.Of(Bests(method, rule), 0.5),28:G4}"));
        }

        List<double> Bests(MethodSpec method, EarlyTerminateSpec rule) =>
        [
            .. Enumerable.Range(0, Seeds).Select(seed =>
            {
                var player = new CurvePlayer(problem, method, rule, seed, workers);
                player.PlayUntil(double.NegativeInfinity, budget);
                return player.Best;
            }),
        ];
    }

    private static IEnumerable<(string Name, MethodSpec Method, EarlyTerminateSpec Rule)> Searches(CurveProblem problem)
    {
        var (least, most) = (problem.MinResource, problem.MaxResource);
        yield return ("random", new RandomMethod(), new NoEarlyTermination());
        yield return ("random, median", new RandomMethod(), new MedianTermination());
        yield return ("random, asha", new RandomMethod(), new AshaTermination(least, most));
        yield return ("random, promotion", new RandomMethod(), new AshaTermination(least, most, Variant: AshaVariant.Promotion));
        yield return ("random, hyperband", new RandomMethod(), new HyperbandTermination(least, most));
        yield return ("tpe", new TpeMethod(), new NoEarlyTermination());
        yield return ("tpe, asha", new TpeMethod(), new AshaTermination(least, most));
        yield return ("tpe, promotion", new TpeMethod(), new AshaTermination(least, most, Variant: AshaVariant.Promotion));
        yield return ("tpe, hyperband", new TpeMethod(), new HyperbandTermination(least, most));
        yield return ("bohb, asha", new BohbMethod(), new AshaTermination(least, most));
        yield return ("bohb, promotion", new BohbMethod(), new AshaTermination(least, most, Variant: AshaVariant.Promotion));
        yield return ("bohb, hyperband", new BohbMethod(), new HyperbandTermination(least, most));
        yield return ("dehb, asha", new DehbMethod(), new AshaTermination(least, most));
        yield return ("dehb, promotion", new DehbMethod(), new AshaTermination(least, most, Variant: AshaVariant.Promotion));
        yield return ("dehb, hyperband", new DehbMethod(), new HyperbandTermination(least, most));
    }

    private static double Share(CurvePlayer player, double target, long budget) =>
        player.PlayUntil(target, budget * 2) ? (double)player.Steps / budget : double.PositiveInfinity;
}
