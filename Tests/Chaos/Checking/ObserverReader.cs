using System.Text.Json;
using SweepCluster.ScriptedTrial;

namespace SweepCluster.Chaos.Checking;

/// <summary>Reads what the trial processes wrote down.</summary>
internal static class ObserverReader
{
    /// <summary>All records in the order of time.</summary>
    public static IReadOnlyList<ObserverRecord> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.jsonl").SelectMany(Read).OrderBy(record => record.Time)];

    private static IEnumerable<ObserverRecord> Read(string file) =>
        from line in File.ReadLines(file)
        let record = TryRead(line)
        where record is not null
        select record;

    /// <summary>The record; null when the process was killed in the middle of the line.</summary>
    private static ObserverRecord? TryRead(string line)
    {
        try
        {
            return ObserverRecord.Read(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
