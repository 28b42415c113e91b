using SweepCluster.Cli.Hosting;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>Knows two good files, <c>demo.yaml</c> and <c>large.yaml</c>, which needs more memory than any machine has; every other one is bad.</summary>
internal sealed class FakeFiles : ISweepFiles
{
    public const string Hash = "hash-of-demo";

    public SweepFile Read(string path) => path switch
    {
        "demo.yaml" => new SweepFile(Samples.Spec, ["demo.yaml:3:1: warning: lr looks like an exponent"]),
        "large.yaml" => new SweepFile(Samples.Spec with { Resources = new ResourcesSpec { Memory = 1L << 50 } }, []),
        _ => throw new SweepFileException([$"{path}:2:1: unknown key 'metod'; did you mean 'method'?", $"{path}:7:3: epochs must be at least 1."]),
    };

    public string SpecHash(SweepSpec spec) => Hash;
}
