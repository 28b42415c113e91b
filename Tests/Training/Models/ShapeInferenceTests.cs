using System.Text.Json;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Tests.Oracles;

namespace SweepCluster.Training.Tests.Models;

/// <summary>One definition laid out for images of many sizes, against PyTorch's lazy layers.</summary>
[Trait("Category", "Oracle")]
public sealed class ShapeInferenceTests
{
    private static readonly JsonElement Models = Oracle.Load("shape_inference.json").GetProperty("lazy");

    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var (model, i) in Models.EnumerateArray().Select((model, i) => (model, i)))
            {
                foreach (var side in model.GetProperty("flatten_or_fc_in").EnumerateObject())
                {
                    data.Add(i, model.GetProperty("model").GetString()!, side.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Define_AnySize_HasItsFirstFullyConnectedInputAndCountsOrIsRefused(int index, string model, string side)
    {
        var expected = Models[index].GetProperty("flatten_or_fc_in").GetProperty(side);
        var image = new FeatureShape(1, int.Parse(side, null), int.Parse(side, null));
        var architecture = ArchitectureOf(model);

        if (expected.ValueKind == JsonValueKind.String)
        {
            Assert.Throws<InfeasibleException>(() => NetDefinition.Of(architecture, image, classes: 10));
            return;
        }

        var net = NetDefinition.Of(architecture, image, classes: 10);
        var first = net.Layers.OfType<LinearSpec>().FirstOrDefault();
        Assert.Equal(Number(expected, "first_linear_in"), first?.Input.Elements);
        Assert.Equal(Number(expected, "parameters"), net.Parameters);
        Assert.Equal(Number(expected, "macs"), net.Macs);
    }

    [Fact]
    public void SmallestSide_AnyModel_IsThatOfTheReference() => Assert.All(Models.EnumerateArray(), model => Assert.Equal(
        model.GetProperty("min_square_input").GetInt32(),
        NetDefinition.SmallestSide(ArchitectureOf(model.GetProperty("model").GetString()!), channels: 1, classes: 10)));

    /// <summary>The architecture of the reference graph whose name is the model's, or begins with it.</summary>
    private static IArchitecture ArchitectureOf(string model)
    {
        var names = Oracle.NamesIn("graphs", ".json").ToArray();
        var name = names.FirstOrDefault(candidate => candidate == model) ?? names.Order(StringComparer.Ordinal).FirstOrDefault(
            candidate => candidate.StartsWith(model + "_", StringComparison.Ordinal) && !candidate.Contains("_3x", StringComparison.Ordinal));
        Assert.True(name is not null, $"No reference graph is called '{model}'.");
        return FamilyReader.Read(OracleGraph.Read(name, Oracle.Load($"graphs/{name}.json")), name, withDropout: true);
    }

    private static long? Number(JsonElement json, string property) =>
        json.GetProperty(property) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;
}
