namespace SweepCluster.Chaos.Checking;

/// <summary>Something that must never be and was.</summary>
/// <param name="Rule">The rule that was broken.</param>
/// <param name="Where">The sweep, trial or slot.</param>
/// <param name="Text">What was seen.</param>
internal sealed record Violation(string Rule, string Where, string Text);
