using System.Globalization;
using System.Text.Json;

namespace SweepCluster.ScriptedTrial;

/// <summary>What a scripted trial does, read from its parameter set.</summary>
/// <param name="Steps">How many steps it takes.</param>
/// <param name="StepDuration">How long a step lasts.</param>
/// <param name="Value">The value its metric <c>score</c> rises from, by 0.01 a step.</param>
/// <param name="Peak">The step after which it falls again.</param>
/// <param name="Fault">What goes wrong: none, crash, exit, hang, infeasible, diverge, error, garbage.</param>
/// <param name="FaultStep">The step in which it goes wrong.</param>
/// <param name="FaultAttempts">The last attempt in which it goes wrong.</param>
internal sealed record Script(
    int Steps, TimeSpan StepDuration, double Value, int Peak, string Fault, int FaultStep, int FaultAttempts)
{
    public static Script Read(JsonElement parameters) => new(
        (int)Number(parameters, "steps", 3),
        TimeSpan.FromMilliseconds(Number(parameters, "step_ms", 20)),
        Number(parameters, "value", 0.5),
        (int)Number(parameters, "peak", 1_000_000),
        parameters.TryGetProperty("fault", out var fault) ? fault.GetString()! : "none",
        (int)Number(parameters, "fault_step", 2),
        (int)Number(parameters, "fault_attempts", 1));

    /// <summary>The metric after a step: rises with the steps, so a resumed trial reports the same as an undisturbed one.</summary>
    public double Score(int step) => Math.Round(Value + (0.01 * (step <= Peak ? step : (2 * Peak) - step)), 6);

    public bool IsFaulty(int attempt, int step) => Fault != "none" && attempt <= FaultAttempts && step == FaultStep;

    private static double Number(JsonElement parameters, string name, double absent) =>
        parameters.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
            : absent;
}
