using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Hosting;

/// <summary>Reads sweep files.</summary>
internal interface ISweepFiles
{
    /// <summary>Reads and checks a sweep file.</summary>
    /// <exception cref="SweepFileException">The file is missing or not a sweep file.</exception>
    SweepFile Read(string path);

    /// <summary>The hash by which an interrupted run of the same file is found again; the one that headlines carry.</summary>
    string SpecHash(SweepSpec spec);
}
