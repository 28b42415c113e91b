using SweepCluster.Cli.Tests.Fakes;
using SweepCluster.Contracts.Access;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class KeysVerbTests
{
    private readonly Bench _bench = new();

    private ApiKey Stored => Assert.Single(_bench.Home.Access.Keys);

    [Fact]
    public async Task Create_Operator_PrintsTheSecretAloneAndStoresItsHash()
    {
        Assert.Equal(0, await _bench.RunAsync("keys", "create", "laptop", "--role", "operator"));

        Assert.Equal(("laptop", AccessRole.Operator, _bench.Time.GetUtcNow()), (Stored.Name, Stored.Role, Stored.CreatedAt));
        Assert.Equal(KeySecret.HashOf(_bench.Out.Trim()), Stored.Sha256);
        Assert.Contains("shown once", _bench.Error, StringComparison.Ordinal);
        Assert.Equal(["connect", "dispose"], _bench.Home.Calls);
    }

    [Fact]
    public async Task Create_WithJson_IsAViewersKeyUnlessSaidOtherwise()
    {
        Assert.Equal(0, await _bench.RunAsync("keys", "create", "phone", "--json"));

        Assert.Equal("viewer", _bench.Document.GetProperty("role").GetString());
        Assert.Equal(Stored.Sha256, KeySecret.HashOf(_bench.Document.GetProperty("key").GetString()!));
    }

    [Theory]
    [InlineData("keys", "create", "")]
    [InlineData("keys", "create", "laptop", "--role", "admin")]
    [InlineData("keys", "revoke", "nothing")]
    [InlineData("keys")]
    public async Task Verb_BadUsage_ExitsWithTwoAndStoresNothing(params string[] arguments)
    {
        Assert.Equal(2, await _bench.RunAsync(arguments));
        Assert.Empty(_bench.Home.Access.Keys);
        Assert.NotEmpty(_bench.Error);
    }

    [Fact]
    public async Task Revoke_ThenList_ShowsWhenAndNeverTheHash()
    {
        await _bench.RunAsync("keys", "create", "laptop");
        Assert.Equal(0, await _bench.RunAsync("keys", "revoke", Stored.Id));
        Assert.Equal(0, await _bench.RunAsync("keys", "list"));

        Assert.NotNull(Stored.RevokedAt);
        Assert.Contains(Stored.Id, _bench.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Stored.Sha256, _bench.Out, StringComparison.Ordinal);
    }
}
