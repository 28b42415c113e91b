using System.Globalization;

namespace SweepCluster.Chaos.Driving;

/// <summary>What a campaign was asked for on its command line.</summary>
/// <param name="Seed">The number that plan and sweeps come from. Default: 1.</param>
/// <param name="Faults">How many faults are done, not counting what finds nothing to break; at least 0. Default: 200.</param>
/// <param name="IsCalm">True for a plan of single kills far apart, to see how long recovery takes.</param>
/// <param name="Program">The product's command. Default: artifacts/sweep/sweep of this source tree.</param>
/// <param name="ReportFolder">Takes the report. Default: artifacts/chaos of this source tree.</param>
/// <param name="ShowsPlanOnly">True to print the plan and do nothing.</param>
/// <param name="KeepsLogs">True to save all logs beside the report also when no rule was broken.</param>
/// <param name="InsideFolder">The folder of the secluded run that the first one starts; null in the first one.</param>
internal sealed record CampaignOptions(
    int Seed, int Faults, bool IsCalm, string Program, string ReportFolder, bool ShowsPlanOnly, bool KeepsLogs, string? InsideFolder)
{
    /// <summary>True in namespaces of the campaign's own, where networks can be cut and file systems mounted.</summary>
    public bool IsInside => InsideFolder is not null;

    /// <summary>What its report and its logs are called.</summary>
    public string Name => FormattableString.Invariant($"{(IsCalm ? "calm" : "seed")}-{Seed}");

    /// <summary>How to call the program.</summary>
    public const string Usage =
        "usage: chaos [--seed N] [--faults N] [--calm] [--program FILE] [--report-folder DIR] [--plan] [--keep]";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static CampaignOptions Read(IReadOnlyList<string> arguments)
    {
        var artifacts = Path.Combine(SourceTree.Root, "artifacts");
        var options = new CampaignOptions(
            1, 200, false, Path.Combine(artifacts, "sweep", "sweep"), Path.Combine(artifacts, "chaos"), false, false, null);
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var name))
        {
            options = name switch
            {
                "--seed" => options with { Seed = Number(name, rest) },
                "--faults" => options with { Faults = Number(name, rest) },
                "--calm" => options with { IsCalm = true },
                "--program" => options with { Program = Path.GetFullPath(Word(name, rest)) },
                "--report-folder" => options with { ReportFolder = Path.GetFullPath(Word(name, rest)) },
                "--plan" => options with { ShowsPlanOnly = true },
                "--keep" => options with { KeepsLogs = true },
                Processes.Seclusion.Argument => options with { InsideFolder = Word(name, rest) },
                _ => throw new FormatException($"'{name}' is not known. {Usage}"),
            };
        }

        return options;
    }

    private static string Word(string name, Queue<string> rest) =>
        rest.TryDequeue(out var word) ? word : throw new FormatException($"{name} needs a value. {Usage}");

    private static int Number(string name, Queue<string> rest) =>
        Word(name, rest) is var word && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} was {word}; it must be a whole number of at least 0.");
}
