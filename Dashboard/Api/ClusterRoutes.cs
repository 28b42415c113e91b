using System.Collections.Immutable;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Api;

/// <summary>Who is there.</summary>
internal static class ClusterRoutes
{
    /// <summary>Adds the routes to the group of the cluster.</summary>
    public static void Map(RouteGroupBuilder cluster)
    {
        cluster.MapGet("/", async (SweepClient client) => new ClusterView(await client.SilosAsync())).WithName("getCluster")
            .WithSummary("The silos heard of in the last 15 seconds, with their slots and what runs on each.");
        Order(cluster, "drain", SiloOrder.Drain).WithName("drainSilo")
            .WithSummary("Lets a silo take no work; what runs stops at the end of its step and goes on elsewhere. Repeating changes nothing.");
        Order(cluster, "resume", SiloOrder.Work).WithName("resumeSilo")
            .WithSummary("Lets a silo that drains take work again. Repeating changes nothing.");
    }

    private static RouteHandlerBuilder Order(RouteGroupBuilder cluster, string verb, SiloOrder order) =>
        cluster.MapPost($"/silos/{{name}}/{verb}", async (string name, SweepClient client) =>
        {
            await client.OrderAsync(name, order);
            return (await client.SilosAsync()).FirstOrDefault(silo => silo.Name == name) ?? throw ApiProblem.NotFound($"The silo {name} has left.");
        });
}

/// <summary>The cluster as it is now.</summary>
/// <param name="Silos">Its silos by name.</param>
internal sealed record ClusterView(ImmutableArray<SiloView> Silos)
{
    /// <summary>How many slots there are.</summary>
    public int Slots => Silos.Sum(silo => silo.Slots.Length);

    /// <summary>How many of them run an attempt.</summary>
    public int Busy => Silos.Sum(silo => silo.Slots.Count(slot => slot.Attempt is not null));
}
