using SweepCluster.Cli.Hosting;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>Knows one good file, <c>demo.yaml</c>; every other one is bad.</summary>
internal sealed class FakeFiles : ISweepFiles
{
    public const string Hash = "hash-of-demo";

    public SweepFile Read(string path) => path == "demo.yaml"
        ? new SweepFile(Samples.Spec, ["demo.yaml:3:1: warning: lr looks like an exponent"])
        : throw new SweepFileException([$"{path}:2:1: unknown key 'metod'; did you mean 'method'?", $"{path}:7:3: epochs must be at least 1."]);

    public string SpecHash(SweepSpec spec) => Hash;
}
