namespace SweepCluster.Silo.Processes;

/// <summary>How a trial process is started.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">Its own working directory; made if it is not there.</param>
/// <param name="Environment">Variables it gets beside the silo's own.</param>
public sealed record TrialProgram(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment);
