using System.Text.Json;
using Microsoft.Data.Sqlite;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>A home in a temporary folder, gone with the test.</summary>
internal sealed class Home : IDisposable
{
    public Home() => Root = Directory.CreateTempSubdirectory("sweep-e2e-").FullName;

    public string Root { get; }

    /// <summary>Writes a sweep file into the home.</summary>
    public string Write(string name, string yaml)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllText(path, yaml);
        return path;
    }

    /// <summary>Writes a sweep file whose trials follow a script.</summary>
    public string WriteScripted(string parameters, string settings) =>
        WriteProgram([Repository.ScriptedTrial], parameters, settings);

    /// <summary>Writes a sweep file whose trials run a program.</summary>
    public string WriteProgram(IReadOnlyList<string> command, string parameters, string settings) => Write("scripted.yaml", $$"""
        name: scripted
        task: {command: {{JsonSerializer.Serialize(command)}}}
        metric: {name: score, goal: maximize}
        seed: 1
        parameters:
        {{Indent(parameters)}}
        {{settings}}
        """);

    /// <summary>True when a sweep process has made the database and its tables.</summary>
    public bool HasEvents
    {
        get
        {
            if (!File.Exists(Database))
            {
                return false;
            }

            using var connection = Open();
            using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from sqlite_master where name = 'checkpoints'";
            return (long)command.ExecuteScalar()! == 1;
        }
    }

    private string Database => Path.Combine(Root, "sweeps.db");

    /// <summary>The committed events of a sweep; none before it is submitted.</summary>
    public IReadOnlyList<SweepEvent> Events(string sweep)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select Payload from events where Sweep = $sweep order by Sequence";
        command.Parameters.AddWithValue("$sweep", sweep);
        using var reader = command.ExecuteReader();
        var events = new List<SweepEvent>();
        while (reader.Read())
        {
            events.Add(JsonSerializer.Deserialize<SweepEvent>(reader.GetString(0), SweepJson.Options)!);
        }

        return events;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Indent(string parameters) =>
        string.Join('\n', parameters.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "  " + line.Trim()));
}
