using System.Globalization;
using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Contracts.Tests.Zoo;

/// <summary>The trainer's page says what the catalogue says.</summary>
public sealed class TrainingDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Files.ExampleFilesTests.Root, "docs", "training.md"));

    public static TheoryData<string> Names =>
        [.. HyperparameterCatalog.All.TakeWhile(entry => entry.Name != "norm").Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Table_EveryHyperparameterOfTraining_StandsThereWithDefaultAndValues(string name)
    {
        var known = HyperparameterCatalog.Find(name)!;
        var cells = Assert.Single(Lines, line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);

        Assert.Equal(known.Default, cells[2]);
        if (known.Kind is HyperparameterKind.WholeNumber or HyperparameterKind.RealNumber)
        {
            var words = cells[3].Split(' ');
            Assert.Equal(known.Min, double.Parse(words[^3], CultureInfo.InvariantCulture));
            Assert.Equal(known.Max, double.Parse(words[^1], CultureInfo.InvariantCulture));
        }

        if (name != "model")
        {
            Assert.All(known.Choices, choice => Assert.Contains(choice, cells[3], StringComparison.Ordinal));
        }

        Assert.Equal(known.Summary, cells[4]);
    }
}
