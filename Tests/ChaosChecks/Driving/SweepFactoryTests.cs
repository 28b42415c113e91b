using System.Text.Json;
using SweepCluster.Chaos.Driving;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Search.Engine;

namespace SweepCluster.Chaos.Tests.Driving;

public sealed class SweepFactoryTests
{
    private readonly SweepFactory _factory = new(1, "/trial", "/observers");

    [Fact]
    public void Make_SameNumber_SameSweep() => Assert.Equal(Json(3), Json(3));

    [Fact]
    public void Make_AnySweep_CanBeSearched()
    {
        foreach (var number in Enumerable.Range(0, 50))
        {
            var engine = new SweepEngine();
            engine.Apply(new SweepSubmitted(_factory.Make(number)) { Sequence = 1 });

            Assert.NotNull(engine.Suggest());
        }
    }

    private string Json(int number) => JsonSerializer.Serialize(_factory.Make(number), SweepJson.Options);
}
