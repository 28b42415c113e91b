using System.Collections.Immutable;
using System.Text.Json;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Engine;
using SweepCluster.Search.Tests.Engine;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Simulation;

/// <summary>Whole sweeps under trouble; what must hold whatever happens.</summary>
public sealed class SimulatedSweepTests
{
    private static readonly ImmutableSortedDictionary<string, MethodSpec> AllMethods = new Dictionary<string, MethodSpec>
    {
        ["random"] = new RandomMethod(),
        ["grid"] = new GridMethod(),
        ["sobol"] = new SobolMethod(),
        ["halton"] = new HaltonMethod(),
        ["tpe"] = new TpeMethod(),
        ["gp"] = new GaussianProcessMethod(5),
        ["cmaes"] = new CmaesMethod(4),
        ["de"] = new DifferentialEvolutionMethod(5),
        ["nsga2"] = new GeneticMethod(5),
        ["bohb"] = new BohbMethod(),
        ["dehb"] = new DehbMethod(5),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, EarlyTerminateSpec> AllRules = new Dictionary<string, EarlyTerminateSpec>
    {
        ["none"] = new NoEarlyTermination(),
        ["asha"] = new AshaTermination(1, 9),
        ["promotion"] = new AshaTermination(1, 9, Variant: AshaVariant.Promotion),
        ["hyperband"] = new HyperbandTermination(1, 9),
        ["median"] = new MedianTermination(),
        ["percentile"] = new PercentileTermination(30, 2),
        ["patient"] = new PatientTermination(1, 0.05),
        ["threshold"] = new ThresholdTermination(null, 3),
        ["wilcoxon"] = new WilcoxonTermination(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Methods => [.. AllMethods.Keys];

    public static TheoryData<string, string, int> Sweeps
    {
        get
        {
            var sweeps = new TheoryData<string, string, int>();
            foreach (var method in AllMethods.Keys)
            {
                foreach (var rule in AllRules.Keys)
                {
                    sweeps.Add(method, rule, 1);
                }

                sweeps.Add(method, "asha", 2);
                sweeps.Add(method, "median", 2);
            }

            return sweeps;
        }
    }

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void Run_WithTrouble_KeepsEveryPromise(string method, string rule, int seed)
    {
        var spec = SpecOf(method, rule) with { RunCap = 40, Limits = new LimitsSpec(5) };
        var simulator = new SweepSimulator(spec, slots: 8, seed, trouble: 0.05)
            .At(20, () => new SweepPaused())
            .At(40, () => new SweepResumed())
            .Run();

        Assert.Equal(SweepStatus.Completed, simulator.Log.Engine.Status);
        Assert.Equal(40, simulator.Log.Engine.TrialCount);
        Assert.InRange(simulator.MostRunning, 2, 5);
        AssertPromises(simulator);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_Promotion_TrainsTheMostPromisingToTheirEndAndPrunesTheRest(int slots)
    {
        var simulator = new SweepSimulator(SpecOf("random", "promotion") with { RunCap = 60 }, slots, seed: 7, trouble: 0).Run();
        var trials = simulator.Log.Engine.TrialSnapshots();
        var completed = trials.Where(trial => trial.Status == TrialStatus.Completed).ToList();
        Assert.InRange(completed.Count, 1, 12);
        Assert.All(completed, trial => Assert.Equal(9, trial.Step));
        Assert.All(trials.Except(completed), trial => Assert.Equal(TrialStatus.Pruned, trial.Status));
        Assert.All(trials.Except(completed), trial => Assert.Contains("goes on only if promoted", trial.Reason, StringComparison.Ordinal));
        var atFirstRung = trials.OrderBy(trial => trial.Curve[0]).Select(trial => trial.Number).ToList();
        Assert.Contains(atFirstRung[0], completed.Select(trial => trial.Number));
        Assert.DoesNotContain(completed, trial => atFirstRung.IndexOf(trial.Number) > 40);
        AssertPromises(simulator);
    }

    [Fact]
    public void Run_PromotionOfFewerTrialsThanTheFactor_TrainsOneToItsEnd()
    {
        var simulator = new SweepSimulator(SpecOf("random", "promotion") with { RunCap = 2 }, slots: 2, seed: 7, trouble: 0).Run();
        Assert.Equal(1, simulator.Log.Engine.Snapshot("s").Trials.Completed);
        AssertPromises(simulator);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Run_FiniteSpaceOnManySlots_TriesEachPointOnce(string method)
    {
        var spec = SpecOf(method, "none") with { Parameters = Finite };
        var simulator = new SweepSimulator(spec, slots: 6, seed: 3, trouble: 0.1).Run();
        Assert.Equal(SweepStatus.Completed, simulator.Log.Engine.Status);
        var points = simulator.Log.Events.OfType<TrialSuggested>().Select(suggested => suggested.Parameters).ToList();
        Assert.Equal(12, points.Count);
        Assert.Equal(12, points.Distinct().Count());
        AssertPromises(simulator);
    }

    [Fact]
    public void Run_Canceled_EndsAllTrials()
    {
        var simulator = new SweepSimulator(SpecOf("tpe", "asha") with { RunCap = 1000 }, slots: 4, seed: 5, trouble: 0.05)
            .At(30, () => new SweepCanceled())
            .Run();
        Assert.Equal(SweepStatus.Canceled, simulator.Log.Engine.Status);
        Assert.Empty(simulator.Log.Engine.Running);
        AssertPromises(simulator);
    }

    [Fact]
    public void Run_MaxDuration_EndsInTime()
    {
        var spec = SpecOf("random", "none") with { Limits = new LimitsSpec(null, TimeSpan.FromMinutes(30)) };
        var simulator = new SweepSimulator(spec, slots: 4, seed: 5, trouble: 0).Run();
        var snapshot = simulator.Log.Engine.Snapshot("s");
        Assert.Equal(SweepStatus.Completed, snapshot.Status);
        Assert.InRange((snapshot.FinishedAt!.Value - snapshot.StartedAt!.Value).TotalMinutes, 30, 34);
        AssertPromises(simulator);
    }

    [Fact]
    public void Run_Target_EndsTheSweepWithTheTrialThatReachedIt()
    {
        var spec = Spec(new TpeMethod(), Float("x", 0, 1)) with
        {
            Objectives = [new Objective("loss", Direction.Minimize, 0.22)],
            RunCap = 500,
        };
        var simulator = new SweepSimulator(spec, slots: 4, seed: 5, trouble: 0).Run();
        var snapshot = simulator.Log.Engine.Snapshot("s");
        Assert.StartsWith("target reached", snapshot.Reason, StringComparison.Ordinal);
        Assert.True(snapshot.Incumbent!.BestMetrics!["loss"] <= 0.22);
        AssertPromises(simulator);
    }

    [Fact]
    public void Run_EveryAttemptFails_FailsTheSweep()
    {
        var simulator = new SweepSimulator(SpecOf("tpe", "asha") with { RunCap = 5 }, slots: 4, seed: 5, trouble: 1).Run();
        Assert.Equal(SweepStatus.Failed, simulator.Log.Engine.Status);
        Assert.Contains("last failure: trial", simulator.Log.Engine.Snapshot("s").Reason, StringComparison.Ordinal);
        AssertPromises(simulator);
    }

    private static SweepSpec SpecOf(string method, string rule)
    {
        var parameters = method == "grid" ? Finite.Add(Int("width", 1, 20)) : Mixed;
        return Spec(AllMethods[method], [.. parameters]) with { EarlyTerminate = AllRules[rule] };
    }

    private static void AssertPromises(SweepSimulator simulator)
    {
        var log = simulator.Log;
        var trials = log.Engine.TrialSnapshots();
        Assert.All(trials, trial => Assert.True(trial.Status.IsFinal()));
        Assert.All(simulator.Ends.Values, ends => Assert.Equal(1, ends));
        Assert.Equal(EventLog.Show(log.Engine), EventLog.Show(log.Replay()));
        AssertRecomputed(log);
        AssertCounts(log.Engine, trials);
    }

    // Every suggestion and judgement of the log must be what an engine says that read the log up to there.
    private static void AssertRecomputed(EventLog log)
    {
        var engine = new SweepEngine();
        foreach (var e in log.Events)
        {
            if (e is TrialSuggested suggested)
            {
                Assert.Equal(suggested with { Sequence = 0, Time = default }, engine.Suggest());
                Assert.Equal(engine.LastSequence, suggested.BasedOn);
            }
            else if (e is AttemptReported reported)
            {
                var judgement = engine.Judge(reported.Trial, reported.Step, reported.Metrics);
                Assert.Equal(Json(reported.Judgement), Json(judgement));
            }

            engine.Apply(e);
        }
    }

    private static void AssertCounts(SweepEngine engine, IReadOnlyCollection<TrialSnapshot> trials)
    {
        var counts = engine.Snapshot("s").Trials;
        int Of(TrialStatus status) => trials.Count(trial => trial.Status == status);
        Assert.Equal(
            new TrialCounts(
                trials.Count, 0, 0, 0, Of(TrialStatus.Completed), Of(TrialStatus.Pruned), Of(TrialStatus.Failed), Of(TrialStatus.Canceled)),
            counts);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, SweepJson.Options);
}
