using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli;

/// <summary>Connects the command line with this process, the silo and the reader of sweep files.</summary>
internal static class Wiring
{
    /// <summary>The real services.</summary>
    public static CliServices OfProcess(IReadOnlyList<string> arguments) => new()
    {
        OpenHome = root => new LocalHome(root, string.Join(' ', ["sweep", .. arguments])),
        Files = new YamlSweepFiles(),
        Output = CliOutput.OfProcess(),
    };
}
