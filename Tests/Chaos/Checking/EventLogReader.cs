using System.Text.Json;
using Npgsql;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Chaos.Checking;

/// <summary>Reads the table of events as it lies in the database.</summary>
internal static class EventLogReader
{
    /// <summary>All events of all sweeps.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<SweepEvent>>> ReadAsync(
        string connectionString, CancellationToken cancellationToken)
    {
        var logs = new SortedDictionary<string, List<SweepEvent>>(StringComparer.Ordinal);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """select "Sweep", "Sequence", "Payload" from events order by "Sweep", "Sequence" """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var e = JsonSerializer.Deserialize<SweepEvent>(reader.GetString(2), SweepJson.Options)!;
            RequireOwnSequence(e, reader.GetInt64(1));
            var sweep = reader.GetString(0);
            logs.TryAdd(sweep, []);
            logs[sweep].Add(e);
        }

        return logs.ToDictionary(log => log.Key, log => (IReadOnlyList<SweepEvent>)log.Value);
    }

    private static void RequireOwnSequence(SweepEvent e, long sequence)
    {
        if (e.Sequence != sequence)
        {
            throw new InvalidDataException($"The row of event {sequence} holds event {e.Sequence}.");
        }
    }
}
