using System.Text.Json;
using System.Text.Json.Serialization;
using SweepCluster.Chaos.Checking;

namespace SweepCluster.Chaos.Reporting;

/// <summary>What a campaign has shown.</summary>
internal sealed record CampaignReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What the report's file is called.</summary>
    public required string Name { get; init; }

    public required int Seed { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required double Seconds { get; init; }

    /// <summary>How many faults of each kind were injected.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    /// <summary>The faults that could not be done, each with its reason.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>What this machine or this program cannot do at all.</summary>
    public required IReadOnlyList<string> NotDone { get; init; }

    public required int Sweeps { get; init; }

    public required int Trials { get; init; }

    public required int Attempts { get; init; }

    /// <summary>How attempts ended, by outcome.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    public required int Reports { get; init; }

    /// <summary>Reports that were acknowledged to trial processes.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Acknowledged reports that are not in the log.</summary>
    public required int Lost { get; init; }

    /// <summary>Reports that are in the log more than once.</summary>
    public required int Doubled { get; init; }

    /// <summary>From the kill of a silo to the next attempt of each trial that it ran.</summary>
    public required Spread SiloRecovery { get; init; }

    /// <summary>From the kill of all silos to the next attempt of each trial that ran.</summary>
    public required Spread ClusterRecovery { get; init; }

    /// <summary>From the kill of a trial process to the next attempt of its trial.</summary>
    public required Spread TrialRecovery { get; init; }

    /// <summary>From the kill of a trial process to the next attempt on its slot, of whatever trial.</summary>
    public required Spread SlotRecovery { get; init; }

    /// <summary>The time that trial processes worked on steps.</summary>
    public required double StepSeconds { get; init; }

    /// <summary>The part of it that was worked again, because it came after the last checkpoint.</summary>
    public required double WastedSeconds { get; init; }

    /// <summary>How often a silo ended although no fault had ended it; one that was declared dead must.</summary>
    public required int SilosEndedByThemselves { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Writes it into a folder; answers the file's name.</summary>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, Name + ".json");
        File.WriteAllText(file, JsonSerializer.Serialize(this, Options) + "\n");
        return file;
    }
}
