using System.Globalization;

namespace SweepCluster.Chaos.Driving;

/// <summary>Says what the campaign does, on standard error and in a file.</summary>
internal sealed class CampaignDiary : IDisposable
{
    private readonly StreamWriter _file;
    private readonly Lock _lock = new();
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();

    public CampaignDiary(string file) => _file = new StreamWriter(file) { AutoFlush = true };

    /// <summary>Says a line.</summary>
    public void Say(string line)
    {
        var seconds = TimeProvider.System.GetElapsedTime(_startedAt).TotalSeconds;
        var time = TimeProvider.System.GetUtcNow();
        var text = string.Create(CultureInfo.InvariantCulture, $"{time:HH:mm:ss.fff} {seconds,6:0.0} s  {line}");
        lock (_lock)
        {
            Console.Error.WriteLine(text);
            _file.WriteLine(text);
        }
    }

    public void Dispose() => _file.Dispose();
}
