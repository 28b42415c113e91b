using System.Text.Json;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Evolution;
using SweepCluster.Search.Tests.Oracles;
using SweepCluster.Search.Tests.Samplers;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Evolution;

[Trait("Category", "Oracle")]
public sealed class DifferentialEvolutionTests
{
    public static TheoryData<string> Cases => OracleFile.Ids("de");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operators_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("de", id);
        var redraws = new Queue<double>(oracle.Input("boundary_resamples").Numbers());
        double[] Input(string name) => oracle.Input(name).Numbers();
        var mutant = DifferentialEvolution.Mutate(Input("r1"), Input("r2"), Input("r3"), oracle.Input("F").GetDouble());
        var crossed = DifferentialEvolution.Cross(
            Input("target"), mutant, oracle.Input("CR").GetDouble(), Input("uniforms"), oracle.Input("forced_index").GetInt32());
        var trial = DifferentialEvolution.Repair(crossed, redraws.Dequeue);
        AssertClose(oracle.Expected("mutant"), mutant);
        AssertClose(oracle.Expected("trial_before_boundary"), crossed);
        AssertClose(oracle.Expected("trial"), trial);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Suggest_Ellipsoid_Converges(int parallel)
    {
        static double Ellipsoid(ParameterSet point) => point.Values.Select((value, i) => Math.Pow(10, i) * Math.Pow(value.Value.Number - 1, 2)).Sum();
        var player = new SearchPlayer(
            new DifferentialEvolutionMethod(), [.. Enumerable.Range(0, 4).Select(i => Float($"x{i}", -5, 5))], 1);
        Assert.InRange(player.Play(1500, Ellipsoid, parallel).Points.Min(Ellipsoid), 0, 1e-3);
    }

    private static void AssertClose(JsonElement expected, double[] actual)
    {
        foreach (var (wanted, got) in expected.Numbers().Zip(actual))
        {
            OracleFile.AssertClose(wanted, got, 1e-12, 1e-12, "coordinate");
        }
    }
}
