using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Monitoring.Tests.Live;

/// <summary>Sweeps of scripted trials.</summary>
internal static class ScriptedSweeps
{
    /// <summary>A sweep that outlasts any test.</summary>
    public static SweepSpec Endless { get; } = Make("endless", 100_000, ("steps", 3), ("step_ms", 500));

    /// <summary>Sweeps that end soon, in each of which something else happens.</summary>
    public static IReadOnlyList<SweepSpec> Troubled { get; } =
    [
        Make("crash", 2, ("fault", "crash"), ("step_ms", 100)),
        Make("hang", 1, ("fault", "hang")) with { Retries = new RetriesSpec { ProgressTimeout = TimeSpan.FromSeconds(1) } },
    ];

    private static SweepSpec Make(string name, int trials, params (string Name, object Value)[] script) => new(
        name,
        new ProgramTask([Repository.ScriptedTrial]),
        new RandomMethod(),
        [new Objective("score", Direction.Maximize)],
        [
            new ParameterSpec("lr", new UniformDistribution(0, 1), []),
            .. script.Select(line => new ParameterSpec(line.Name, new ConstantDistribution(ValueOf(line.Value)), [])),
        ])
    {
        Seed = 7,
        RunCap = trials,
    };

    private static ParameterValue ValueOf(object value) => value is string text ? ParameterValue.Of(text) : ParameterValue.Of((int)value);
}
