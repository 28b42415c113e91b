using System.Globalization;

namespace SweepCluster.Chaos.Processes;

/// <summary>Finds the campaign's own processes among all that run, by a mark in their environment.</summary>
/// <param name="mark">The value of the variable <see cref="Variable"/>, which only this campaign has.</param>
internal sealed class ProcessTable(string mark)
{
    /// <summary>The environment variable that marks a campaign's processes; children inherit it.</summary>
    public const string Variable = "SWEEP_CHAOS_CAMPAIGN";

    private readonly string _entry = $"{Variable}={mark}";

    /// <summary>All marked processes.</summary>
    public IReadOnlyList<RunningProcess> All() =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let id = IdOf(folder)
           where id is not null && IsMarked(folder)
           select new RunningProcess(id.Value, Read(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim()),
    ];

    /// <summary>All marked processes that run a program.</summary>
    public IReadOnlyList<RunningProcess> Of(string program) =>
        [.. All().Where(process => process.CommandLine.Contains(program, StringComparison.Ordinal)).OrderBy(process => process.Id)];

    private static int? IdOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // A process that has ended but was not waited for has an empty environment, so it is not found.
    private bool IsMarked(string folder) => Read(Path.Combine(folder, "environ")).Split('\0').Contains(_entry);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended between the two looks, or it is another user's.
            return "";
        }
    }
}

/// <summary>A process that runs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CommandLine">Its words.</param>
internal sealed record RunningProcess(int Id, string CommandLine);
