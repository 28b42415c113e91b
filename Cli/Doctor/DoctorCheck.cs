namespace SweepCluster.Cli.Doctor;

/// <summary>One thing that <c>sweep doctor</c> looked at.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Advice">What to do; null when there is nothing to do.</param>
internal sealed record DoctorCheck(string Name, CheckResult Result, string Seen, string? Advice = null);
