using System.Security.Claims;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Access;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Access;

public sealed class KeyClientTests
{
    private readonly FakeCluster _cluster = new(new FakeSweepGrain(Samples.Sweep, Samples.Trials));

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData("somebody")]
    public async Task Call_NotOfAnOperator_IsRefusedAndDoesNothing(string role)
    {
        var client = Client(role);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateAsync("laptop", AccessRole.Operator));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await client.ListAsync());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await client.RevokeAsync("x"));
        Assert.Empty(_cluster.Keys);
    }

    [Fact]
    public async Task Create_OfAnOperator_AnswersTheSecretOfTheStoredKey()
    {
        var client = Client(Roles.Operator);

        var secret = await client.CreateAsync("laptop", AccessRole.Viewer);
        await client.RevokeAsync(_cluster.Keys[0].Id);

        var key = Assert.Single(await client.ListAsync());
        Assert.Equal((secret.Sha256, "laptop", AccessRole.Viewer), (key.Sha256, key.Name, key.Role));
        Assert.NotNull(key.RevokedAt);
    }

    private KeyClient Client(string role) => new(
        new ClusterGrains(_cluster.Grains),
        new Caller { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test")) },
        new FakeTimeProvider(Samples.Start));
}
