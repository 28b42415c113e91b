using SweepCluster.Contracts.Files;

namespace SweepCluster.Contracts.Tests.Files;

public sealed class ExampleFilesTests
{
    public static TheoryData<string> Examples { get; } =
        new(Directory.GetFiles(Path.Combine(Root, "docs", "examples"), "*.yaml").Select(path => Path.GetFileName(path)));

    internal static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "SweepCluster.sln")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above holds SweepCluster.sln.");
            }

            return folder;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void ReadFile_EveryExample_HasNoErrorAndNoWarning(string name)
    {
        var file = SweepFileReader.ReadFile(Path.Combine(Root, "docs", "examples", name));

        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Read_TheReferencesExample_HasNoErrorAndNoWarning()
    {
        var reference = File.ReadAllText(Path.Combine(Root, "docs", "sweep-file.md"));
        var example = reference.Split("```yaml\n")[1].Split("```")[0];

        Assert.Empty(SweepFileReader.Read(example, "convnets.yaml").Warnings);
    }
}
