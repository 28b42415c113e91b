using System.Globalization;

namespace SweepCluster.Chaos.Processes;

/// <summary>
/// The wall clock of processes that run under libfaketime: they read from a file how far it is off. Their monotonic clock stays the machine's,
/// as on a machine whose time is set.
/// </summary>
internal sealed class SteppedClock
{
    /// <summary>Why there is none.</summary>
    public const string Missing = "libfaketime is not installed";

    private readonly string _file;
    private readonly string _library;

    private SteppedClock(string file, string library)
    {
        _file = file;
        _library = library;
        SetRight();
    }

    /// <summary>The variables by which processes get this clock. A step reaches them within a second.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = _library,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>What a command begins with that a process of such a clock starts and that is to have the machine's own.</summary>
    public static IReadOnlyList<string> WordsOfOthers { get; } = ["env", "-u", "LD_PRELOAD"];

    /// <summary>The library's file; null when it is not installed.</summary>
    public static string? Library =>
        Directory.Exists("/usr/lib") ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Select(InFolder).FirstOrDefault(File.Exists) : null;

    /// <summary>A clock that is right for now; null without the library.</summary>
    /// <param name="file">The file that says how far it is off.</param>
    public static SteppedClock? TryMake(string file) => Library is { } library ? new SteppedClock(file, library) : null;

    /// <summary>Sets it forward or, by a negative time, back.</summary>
    public void Step(TimeSpan by) => Write(string.Create(CultureInfo.InvariantCulture, $"{by.TotalSeconds:+0.000;-0.000}"));

    /// <summary>Sets it right.</summary>
    public void SetRight() => Write("+0");

    private void Write(string offset)
    {
        // Readers must never see a half-written file.
        File.WriteAllText(_file + ".new", offset + "\n");
        File.Move(_file + ".new", _file, overwrite: true);
    }

    private static string InFolder(string folder) => Path.Combine(folder, "faketime", "libfaketimeMT.so.1");
}
