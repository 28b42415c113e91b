using System.Text.Json;
using Npgsql;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.Chaos.Checking;

/// <summary>
/// Reads the table of events as it lies in the database. The times of events are the database's: those that silos write come from clocks
/// that a campaign sets.
/// </summary>
internal static class EventLogReader
{
    /// <summary>Has the database note when each event from now on is written.</summary>
    public static async Task StampAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """alter table events add column "WrittenAt" timestamptz not null default clock_timestamp()""");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All events of all sweeps.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<SweepEvent>>> ReadAsync(
        string connectionString, CancellationToken cancellationToken)
    {
        var logs = new SortedDictionary<string, List<SweepEvent>>(StringComparer.Ordinal);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """select "Sweep", "Sequence", "Payload", "WrittenAt" from events order by "Sweep", "Sequence" """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var e = JsonSerializer.Deserialize<SweepEvent>(reader.GetString(2), SweepJson.Options)!;
            RequireOwnSequence(e, reader.GetInt64(1));
            var sweep = reader.GetString(0);
            logs.TryAdd(sweep, []);
            logs[sweep].Add(e with { Time = reader.GetFieldValue<DateTimeOffset>(3) });
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
