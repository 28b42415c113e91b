using System.Text.RegularExpressions;
using SweepCluster.EndToEnd.Tests;
using SweepCluster.Monitoring.Tests.Files;

namespace SweepCluster.Monitoring.Tests;

/// <summary>A folder with the rules as a Prometheus without an operator reads them, made by the command that docs/monitoring.md gives.</summary>
public sealed partial class PlainRules : IAsyncLifetime
{
    private const string Documented = "/etc/prometheus/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sweep-rules-");

    internal string Folder => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        var command = Command().Match(Component.Page("monitoring.md")).Value.Replace(Documented, Folder + "/", StringComparison.Ordinal);
        await Promtool.RunAsync("bash", Repository.Root, null, "-euc", command);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Puts a file beside the rules.</summary>
    internal void Copy(string path) => File.Copy(path, Path.Combine(Folder, Path.GetFileName(path)), overwrite: true);

    [GeneratedRegex(@"^for rules in .*?^done$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Command();
}
