using System.Text.Json;
using SweepCluster.Chaos.Checking;
using SweepCluster.Chaos.Driving;
using SweepCluster.Contracts;

namespace SweepCluster.Chaos.Reporting;

/// <summary>Saves what a campaign leaves behind, because its own folder goes with it.</summary>
internal static class EvidenceArchive
{
    /// <summary>Saves diary, plan, logs, events and observer records.</summary>
    /// <param name="target">The folder that takes them; what it held before is gone.</param>
    /// <param name="source">The campaign's folder.</param>
    /// <param name="cluster">The campaign's cluster.</param>
    /// <param name="evidence">What the verdicts rest on.</param>
    public static void Save(string target, string source, ClusterUnderTest cluster, Evidence evidence)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        CopyAll(source, target);
        foreach (var silo in cluster.Silos)
        {
            CopyAll(Path.Combine(silo.Place.Home, "logs"), Path.Combine(target, silo.Name));
        }

        File.WriteAllLines(Path.Combine(target, "observers.jsonl"), evidence.Records.Select(record => record.Write()));
        foreach (var (sweep, log) in evidence.Logs)
        {
            File.WriteAllLines(
                Path.Combine(target, $"events-{sweep}.jsonl"), log.Select(e => JsonSerializer.Serialize(e, SweepJson.Options)));
        }
    }

    private static void CopyAll(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.CreateDirectory(to);
            Directory.GetFiles(from).ToList().ForEach(file => File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true));
        }
    }
}
