namespace SweepCluster.Architecture.Tests;

/// <summary>Which project may name which other project and which package.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string> TestProjects { get; } =
        new(Repository.Projects.Where(project => project.StartsWith("Tests/", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Search", "Contracts")]
    [InlineData("Training")]
    [InlineData("Grains", "Contracts", "Search")]
    [InlineData("Silo", "Grains")]
    [InlineData("Dashboard", "Contracts")]
    [InlineData("Cli", "Dashboard", "Silo")]
    public void Project_RefersToNothingButTheProjectsBelowIt(string project, params string[] expected) =>
        Assert.Equal(expected, Repository.ProjectsReferencedBy(FileOf(project)));

    [Fact]
    public void Contracts_NeedsOrleansSdkAndYamlOnly() =>
        Assert.Equal(["Microsoft.Orleans.Sdk", "YamlDotNet"], Repository.PackagesReferencedBy(FileOf("Contracts")));

    [Fact]
    public void Search_NamesNoOrleansEntityFrameworkOrTorchPackage() =>
        Assert.DoesNotContain(Repository.PackagesReferencedBy(FileOf("Search")), package =>
            package.Contains("Orleans", StringComparison.Ordinal)
            || package.Contains("EntityFramework", StringComparison.Ordinal)
            || IsTorch(package));

    [Fact]
    public void Training_NamesNoOrleansPackage() =>
        Assert.DoesNotContain(Repository.PackagesReferencedBy(FileOf("Training")), package =>
            package.Contains("Orleans", StringComparison.Ordinal));

    [Fact]
    public void TorchPackages_AreNamedByTrainingOnly()
    {
        var projects = Repository.Projects.Where(project => Repository.PackagesReferencedBy(project).Any(IsTorch));

        Assert.DoesNotContain(projects, project => project != FileOf("Training") && !MayTestTorch(project));
    }

    [Fact]
    public void Projects_AreThoseOfTheDesign() =>
        Assert.Equal(
            ["Cli", "Contracts", "Dashboard", "Grains", "Search", "Silo", "Training"],
            Repository.Projects
                .Where(project => !project.StartsWith("Tests/", StringComparison.Ordinal))
                .Select(project => Path.GetDirectoryName(project)!));

    [Theory, MemberData(nameof(TestProjects))]
    public void TestProject_IsNotReferencedByTheProduct(string project) =>
        Assert.DoesNotContain(
            Repository.Projects.Where(other => !other.StartsWith("Tests/", StringComparison.Ordinal)),
            other => Repository.ProjectsReferencedBy(other).Contains(Path.GetDirectoryName(project)!));

    private static string FileOf(string project) => $"{project}/SweepCluster.{project}.csproj";

    private static bool IsTorch(string package) => package.Contains("torch", StringComparison.OrdinalIgnoreCase);

    private static bool MayTestTorch(string project) =>
        project.StartsWith("Tests/Training/", StringComparison.Ordinal) || project.StartsWith("Tests/Benchmarks/", StringComparison.Ordinal);
}
