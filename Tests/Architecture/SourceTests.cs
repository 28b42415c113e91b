using System.Text.RegularExpressions;

namespace SweepCluster.Architecture.Tests;

/// <summary>Where things lie, and what sources of each project may name.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] KnownFolders =
    [
        "artifacts", "Cli", "Contracts", "Dashboard", "docs", "Grains", "k8s", "scripts", "Search", "Silo", "Tests", "Training",
    ];

    /// <summary>Names that say nothing about what is inside.</summary>
    private static readonly string[] EmptyNames = ["Common", "Core", "Shared", "Utils", "Utilities", "Helpers"];

    [Fact]
    public void TopLevelFolders_AreThoseOfTheDesign() =>
        Assert.Empty(Repository.Folders.Where(folder => !folder.StartsWith('.')).Except(KnownFolders));

    [Fact]
    public void Names_SayWhatIsInside() =>
        Assert.DoesNotContain(
            Repository.Projects.Concat(Repository.Sources),
            path => path.Split('/', '.').Intersect(EmptyNames).Any());

    [Fact]
    public void TorchSharp_IsNamedByTrainingOnly() =>
        Assert.DoesNotContain(
            SourcesOutside("Training/", "Tests/Training/", "Tests/Benchmarks/"),
            path => TorchName().IsMatch(Repository.Text(path)));

    [Fact]
    public void Search_KnowsNoClockNoTaskAndNoOrleansRuntime() =>
        Assert.Empty(SourcesIn("Search/").SelectMany(path => Offences(path, ImpureName())));

    [Fact]
    public void Training_KnowsNoOrleans() =>
        Assert.Empty(SourcesIn("Training/").SelectMany(path => Offences(path, OrleansName())));

    [Theory]
    [InlineData("using System.Threading.Tasks;", true)]
    [InlineData("async Task<int> Run()", true)]
    [InlineData("var now = DateTime.UtcNow;", true)]
    [InlineData("using Orleans.Runtime;", true)]
    [InlineData("TaskSpec task = sweep.Task;", false)]
    [InlineData("/// <summary>A DateTime or a Task has no place here.</summary>", false)]
    [InlineData("[GenerateSerializer] using Orleans;", false)]
    public void ImpureName_FindsTypesNotWords(string line, bool expected) =>
        Assert.Equal(expected, !IsComment(line) && ImpureName().IsMatch(line));

    private static IEnumerable<string> SourcesIn(string folder) =>
        Repository.Sources.Where(path => path.StartsWith(folder, StringComparison.Ordinal));

    private static IEnumerable<string> SourcesOutside(params string[] folders) =>
        Repository.Sources.Where(path =>
            !path.StartsWith("Tests/Architecture/", StringComparison.Ordinal)
            && !folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>The lines outside comments that name something forbidden, as <c>file:line: text</c>.</summary>
    private static IEnumerable<string> Offences(string path, Regex forbidden) =>
        Repository.Text(path).Split('\n')
            .Select((text, index) => (Text: text, Number: index + 1))
            .Where(line => !IsComment(line.Text) && forbidden.IsMatch(line.Text))
            .Select(line => $"{path}:{line.Number}: {line.Text.Trim()}");

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"\busing\s+(static\s+)?TorchSharp\b|\bTorchSharp\.|\btorch\.nn\b|@using\s+TorchSharp")]
    private static partial Regex TorchName();

    [GeneratedRegex(@"\bDateTime(Offset)?\.|\bSystem\.Threading\.Tasks\b|\basync\b|\bawait\b|\bTask<|\bTask\.(Run|Delay|FromResult|CompletedTask|WhenAll)\b|\bOrleans\.(Runtime|Hosting|Configuration)\b|\bStopwatch\b")]
    private static partial Regex ImpureName();

    [GeneratedRegex(@"\bOrleans\b")]
    private static partial Regex OrleansName();
}
