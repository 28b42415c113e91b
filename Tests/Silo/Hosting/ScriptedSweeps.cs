using System.Collections.Immutable;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Silo.Tests.Hosting;

/// <summary>Sweeps whose trials are scripted programs.</summary>
internal static class ScriptedSweeps
{
    /// <summary>A sweep of equal trials that follow a script, such as <c>("fault", "crash")</c>.</summary>
    public static SweepSpec Spec(int trials, params (string Name, object Value)[] script) =>
        new(
            "scripted",
            new ProgramTask([Programs.ScriptedTrial]),
            new RandomMethod(),
            [new Objective("score", Direction.Maximize)],
            [new ParameterSpec("lr", new UniformDistribution(0, 1), []), .. script.Select(line => Constant(line.Name, line.Value))])
        {
            Seed = 7,
            RunCap = trials,
            Retries = new RetriesSpec { ProgressTimeout = TimeSpan.FromSeconds(20) },
        };

    /// <summary>One trial for each of several faults.</summary>
    public static SweepSpec Faults(params string[] faults) => Spec(faults.Length) with
    {
        Method = new GridMethod(),
        Parameters = [new ParameterSpec("fault", new CategoricalDistribution([.. faults.Select(ParameterValue.Of)]), [])],
    };

    private static ParameterSpec Constant(string name, object value) =>
        new(name, new ConstantDistribution(value is string text ? ParameterValue.Of(text) : ParameterValue.Of(Convert.ToInt64(value))), []);
}

/// <summary>A submitted sweep, as its user sees it.</summary>
internal sealed record SubmittedSweep(string Id, ISweepGrain Grain)
{
    public static async Task<SubmittedSweep> SubmitAsync(IGrainFactory grains, SweepSpec spec)
    {
        var id = await grains.GetGrain<ISweepCatalogGrain>(0).Submit(spec);
        return Find(grains, id);
    }

    public static SubmittedSweep Find(IGrainFactory grains, string id) => new(id, grains.GetGrain<ISweepGrain>(id));

    public async Task<TrialSnapshot> TrialAsync(int number = 0) => (await Grain.GetTrials())[number];

    /// <summary>Waits until the sweep has a status.</summary>
    public Task HasBecomeAsync(SweepStatus status) =>
        Eventually.True(async () => (await Grain.GetSnapshot()).Status == status, $"sweep {Id} is {status}");

    /// <summary>Waits until its first trial has a status.</summary>
    public Task TrialHasBecomeAsync(TrialStatus status) =>
        Eventually.True(async () => (await Grain.GetTrials()) is [{ } trial, ..] && trial.Status == status, $"trial {Id}/0 is {status}");

    /// <summary>Waits until its first trial has reported a step.</summary>
    public Task HasReportedAsync(int step) =>
        Eventually.True(async () => (await Grain.GetTrials()) is [{ } trial, ..] && trial.Step >= step, $"trial {Id}/0 reports step {step}");

    /// <summary>The log of a finished sweep.</summary>
    public async Task<IReadOnlyList<SweepEvent>> LogAsync() => await Grain.Watch(1).ToListAsync();

    public async Task<ImmutableArray<AttemptOutcome>> OutcomesAsync() =>
        [.. (await LogAsync()).OfType<AttemptEnded>().Select(ended => ended.Outcome)];

    /// <summary>The attempts of the first trial with the steps they reported, such as <c>1: 1-4</c>, <c>2 from 4: 5-9</c>.</summary>
    public async Task<IEnumerable<(int Attempt, int FromStep, int[] Steps)>> AttemptsAsync()
    {
        var log = await LogAsync();
        return log.OfType<AttemptStarted>().Where(started => started.Trial == 0).Select(started => (
            started.Attempt,
            started.FromStep,
            log.OfType<AttemptReported>()
                .Where(report => (report.Trial, report.Attempt) == (0, started.Attempt))
                .Select(report => report.Step)
                .ToArray()));
    }
}
