using System.Globalization;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Tests.Zoo;

/// <summary>The trainer's pages say what the catalogue says.</summary>
public sealed class CatalogDocumentTests
{
    public static TheoryData<string> Hyperparameters => [.. HyperparameterCatalog.All.Select(entry => entry.Name)];

    public static TheoryData<string> Networks => [.. HyperparameterCatalog.Families, .. ModelPreset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Hyperparameters))]
    public void Table_EveryHyperparameter_StandsThereWithDefaultValuesAndMeaning(string name)
    {
        var known = HyperparameterCatalog.Find(name)!;
        var cells = Row([.. Page("training.md"), .. Page("models.md")], name);

        Assert.Equal(known.Default, cells[2]);
        Assert.Equal(known.Summary, cells[4]);
        if (known.Kind is HyperparameterKind.WholeNumber or HyperparameterKind.RealNumber)
        {
            var words = cells[3].Split(' ');
            Assert.Equal(known.Min, double.Parse(words[^3], CultureInfo.InvariantCulture));
            Assert.Equal(known.Max, double.Parse(words[^1], CultureInfo.InvariantCulture));
        }
        else if (name == "model")
        {
            Assert.Equal("see [models](models.md)", cells[3]);
        }
        else
        {
            Assert.EndsWith(cells[3], known.Allowed, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Table_EveryNetwork_StandsThereWithItsCosts(string name)
    {
        var model = NamedModel.Find(name)!;
        var side = ModelPreset.All.FirstOrDefault(preset => preset.Name == name)?.Side ?? 28;
        var net = model.Define(new FeatureShape(1, side, side), classes: 10);

        Assert.Equal(
            [model.Family, FormattableString.Invariant($"1x{side}x{side}"), FormattableString.Invariant($"{net.Parameters:N0}"), FormattableString.Invariant($"{net.Macs:N0}")],
            Row(Page("models.md"), name)[2..6]);
    }

    private static string[] Row(string[] page, string name) =>
        Assert.Single(page, line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);

    private static string[] Page(string name) => File.ReadAllLines(Path.Combine(Files.ExampleFilesTests.Root, "docs", name));
}
