using System.Globalization;
using System.Text.Json;

namespace SweepCluster.ScriptedTrial;

/// <summary>What a scripted trial does, read from its parameter set.</summary>
/// <param name="Steps">How many steps it takes.</param>
/// <param name="StepDuration">How long a step lasts.</param>
/// <param name="Value">The value its metric <c>score</c> rises from, by 0.01 a step.</param>
/// <param name="Peak">The step after which it falls again.</param>
/// <param name="Fault">What goes wrong: none, crash, exit, hang, infeasible, diverge, error, garbage, leak, tell-trace, ignore-stop.</param>
/// <param name="FaultStep">The step in which it goes wrong.</param>
/// <param name="FaultAttempts">The last attempt in which it goes wrong.</param>
/// <param name="ExitCode">The exit code of the fault exit.</param>
/// <param name="LeakMiB">How much memory the fault leak takes and never gives back.</param>
/// <param name="CheckpointEvery">A checkpoint follows every so many steps.</param>
/// <param name="ObserverFolder">Where the process writes down what it does; null for nowhere.</param>
internal sealed record Script(
    int Steps,
    TimeSpan StepDuration,
    double Value,
    int Peak,
    string Fault,
    int FaultStep,
    int FaultAttempts,
    int ExitCode,
    int LeakMiB,
    int CheckpointEvery,
    string? ObserverFolder)
{
    public static Script Read(JsonElement parameters) => new(
        (int)Number(parameters, "steps", 3),
        TimeSpan.FromMilliseconds(Number(parameters, "step_ms", 20)),
        Number(parameters, "value", 0.5),
        (int)Number(parameters, "peak", 1_000_000),
        Text(parameters, "fault") ?? "none",
        (int)Number(parameters, "fault_step", 2),
        (int)Number(parameters, "fault_attempts", 1),
        (int)Number(parameters, "exit_code", 3),
        (int)Number(parameters, "leak_mib", 64),
        (int)Number(parameters, "checkpoint_every", 1),
        Text(parameters, "observer"));

    /// <summary>The metric after a step: rises with the steps, so a resumed trial reports the same as an undisturbed one.</summary>
    public double Score(int step) => Math.Round(Value + (0.01 * (step <= Peak ? step : (2 * Peak) - step)), 6);

    public bool IsFaulty(int attempt, int step) => Fault != "none" && attempt <= FaultAttempts && step == FaultStep;

    private static string? Text(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static double Number(JsonElement parameters, string name, double absent) =>
        parameters.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
            : absent;
}
