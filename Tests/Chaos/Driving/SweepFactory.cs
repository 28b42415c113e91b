using System.Collections.Immutable;
using System.Globalization;
using SweepCluster.Chaos.Processes;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Chaos.Driving;

/// <summary>Makes the sweeps of a campaign: each is a pure function of the campaign's seed and its own number.</summary>
/// <param name="seed">The campaign's seed.</param>
/// <param name="program">The trial program.</param>
/// <param name="observerFolder">Where trial processes write down what they do.</param>
internal sealed class SweepFactory(int seed, string program, string observerFolder)
{
    private const int SeedsPerCampaign = 100_000;

    /// <summary>The faults that scripts bring along, with their probabilities; they strike a trial's first attempt.</summary>
    private static readonly (string Name, double Probability)[] ScriptFaults =
    [
        ("none", 0.82), ("crash", 0.03), ("exit", 0.03), ("error", 0.03), ("hang", 0.02), ("leak", 0.03), ("ignore-stop", 0.03), ("infeasible", 0.01),
    ];

    /// <summary>The sweep of a number.</summary>
    public SweepSpec Make(int number)
    {
        var random = new Random((seed * SeedsPerCampaign) + number);
        var steps = random.Next(4, 10);
        return new SweepSpec(
            string.Create(CultureInfo.InvariantCulture, $"chaos-{number}"),
            new ProgramTask([.. SteppedClock.WordsOfOthers, program]),
            new RandomMethod(),
            [new Objective("score", Direction.Maximize)],
            Parameters(steps, random))
        {
            Seed = random.Next(),
            RunCap = random.Next(6, 15),
            EarlyTerminate = random.Next(3) == 0 ? new AshaTermination(1, steps, 3) : new NoEarlyTermination(),
            Limits = new LimitsSpec(MaxConcurrentTrials: random.Next(4) == 0 ? 2 : null),
            Resources = new ResourcesSpec(Priority: random.Next(4) == 0 ? 60 : 50, Weight: random.Next(1, 4)),
            Retries = new RetriesSpec(random.Next(4) == 0 ? 2 : 20) { ProgressTimeout = TimeSpan.FromSeconds(20) },
        };
    }

    private ImmutableArray<ParameterSpec> Parameters(int steps, Random random) =>
    [
        new("value", new UniformDistribution(0, 1), []),
        new("step_ms", new UniformDistribution(200, 500, Integer: true), []),
        new("fault", new CategoricalDistribution(
            [.. ScriptFaults.Select(fault => ParameterValue.Of(fault.Name))], [.. ScriptFaults.Select(fault => fault.Probability)]), []),
        Constant("fault_step", ParameterValue.Of((long)random.Next(1, steps + 1))),
        Constant("exit_code", ParameterValue.Of((long)random.Next(1, 100))),
        Constant("steps", ParameterValue.Of((long)steps)),
        Constant("checkpoint_every", ParameterValue.Of((long)random.Next(1, 3))),
        Constant("observer", ParameterValue.Of(observerFolder)),
    ];

    private static ParameterSpec Constant(string name, ParameterValue value) => new(name, new ConstantDistribution(value), []);
}
