using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli;

/// <summary>Connects the command line with this process, the silo and the reader of sweep files.</summary>
internal static class Wiring
{
    /// <summary>The real services.</summary>
    public static CliServices OfProcess() => new()
    {
        OpenHome = _ => throw Absent("a silo"),
        Files = new AbsentFiles(),
        Output = CliOutput.OfProcess(),
    };

    private static CliException Absent(string part) => new(ExitCodes.Failed, $"This build of sweep was made without {part}.");

    private sealed class AbsentFiles : ISweepFiles
    {
        public SweepFile Read(string path) => throw Absent("the reader of sweep files");

        public string SpecHash(Contracts.Specs.SweepSpec spec) => throw Absent("the reader of sweep files");
    }
}
