using SweepCluster.Chaos.Plan;
using SweepCluster.Contracts.Events;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Checking;

/// <summary>Everything a campaign leaves behind that verdicts rest on.</summary>
/// <param name="Logs">The events of every sweep as the database has them, by sequence number.</param>
/// <param name="Records">What the trial processes wrote down, in the order of time.</param>
/// <param name="Outages">When the cluster as a whole could not work.</param>
internal sealed record Evidence(
    IReadOnlyDictionary<string, IReadOnlyList<SweepEvent>> Logs,
    IReadOnlyList<ObserverRecord> Records,
    IReadOnlyList<Outage> Outages)
{
    /// <summary>All attempts of all sweeps, as the logs tell them.</summary>
    public IReadOnlyList<LoggedAttempt> Attempts { get; } = [.. Logs.SelectMany(log => LoggedAttempt.ReadAll(log.Key, log.Value))];

    /// <summary>The records by the attempt that they are about.</summary>
    public ILookup<(string Trial, int Attempt), ObserverRecord> RecordsByAttempt { get; } =
        Records.ToLookup(record => (record.Trial, record.Attempt));
}
