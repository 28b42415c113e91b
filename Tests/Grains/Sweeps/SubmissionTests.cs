using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Grains.Tests.Sweeps;

public abstract class SubmissionTests(SweepTestCluster cluster)
{
    [Fact]
    public async Task Submit_Answered_IsInTheLog()
    {
        var sweep = await cluster.SubmitAsync("submit-1");

        var submitted = Assert.IsType<SweepSubmitted>(Assert.Single(await sweep.LogAsync()));
        Assert.Equal("hash", submitted.SpecHash);
        Assert.Equal(cluster.Time.GetUtcNow(), submitted.Time);
        Assert.Equal(SweepStatus.Running, await sweep.StatusAsync());
    }

    [Fact]
    public async Task Submit_SameSpecAgain_ChangesNothing()
    {
        var sweep = await cluster.SubmitAsync("submit-2");

        Assert.True(await sweep.Grain.Submit(Specs.Simple(), "hash"));

        Assert.Single(await sweep.LogAsync());
    }

    [Fact]
    public async Task Submit_OtherSpecUnderTheSameId_IsRefused()
    {
        var sweep = await cluster.SubmitAsync("submit-3");

        Assert.False(await sweep.Grain.Submit(Specs.Simple() with { Seed = 8 }, "hash"));

        Assert.Single(await sweep.LogAsync());
    }

    [Fact]
    public async Task Submit_WithoutASeed_IsRefused()
    {
        var sweep = cluster.Driver("submit-4");

        await Assert.ThrowsAsync<InvalidOperationException>(() => sweep.Grain.Submit(Specs.Simple() with { Seed = null }, "hash"));

        Assert.Empty(await sweep.LogAsync());
    }

    [Fact]
    public async Task Submit_SpaceThatTheMethodCannotSearch_SaysWhyAndLeavesTheIdFree()
    {
        var sweep = cluster.Driver("submit-5");

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => sweep.Grain.Submit(Specs.Simple() with { Method = new GridMethod() }, "hash"));

        Assert.Contains("lr", refusal.Message);
        await sweep.Grain.Submit(Specs.Simple(), "hash");
        Assert.Single(await sweep.LogAsync());
    }

    [Fact]
    public async Task Submit_CommitFails_CanBeRepeated()
    {
        var sweep = cluster.Driver("submit-6");
        cluster.Faults.FailNext("submit-6");

        await Assert.ThrowsAsync<IOException>(() => sweep.Grain.Submit(Specs.Simple(), "hash"));
        await sweep.Grain.Submit(Specs.Simple(), "hash");

        Assert.Single(await sweep.LogAsync());
    }

    [Fact]
    public async Task AnyCall_UnknownSweep_SaysThatThereIsNone()
    {
        var unknown = cluster.Grains.GetGrain<ISweepGrain>("nobody-1");

        Assert.Contains("nobody-1", (await Assert.ThrowsAsync<KeyNotFoundException>(unknown.GetSnapshot)).Message);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => unknown.AcquireLease(cluster.Driver("nobody-1").Offer()));
        await Assert.ThrowsAsync<KeyNotFoundException>(unknown.Cancel);
    }

    [Collection<OneCluster>]
    public sealed class Sqlite(SweepTestCluster cluster) : SubmissionTests(cluster);

    [Collection<OnePostgresCluster>]
    public sealed class Postgres(PostgresTestCluster cluster) : SubmissionTests(cluster);
}
