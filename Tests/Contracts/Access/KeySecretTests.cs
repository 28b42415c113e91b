using SweepCluster.Contracts.Access;

namespace SweepCluster.Contracts.Tests.Access;

public sealed class KeySecretTests
{
    [Fact]
    public void Draw_Twice_GivesDifferentLongSecrets()
    {
        var (one, other) = (KeySecret.Draw(), KeySecret.Draw());

        Assert.Matches("^sweep_[0-9a-f]{64}$", one.Text);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void ToString_OfASecret_DoesNotTellIt() => Assert.Equal("sweep_…", KeySecret.Draw().ToString());

    [Fact]
    public void Key_OfASecret_HoldsItsHashAndAnIdMadeOfIt()
    {
        var secret = new KeySecret("abc");

        var key = secret.Key(" laptop ", AccessRole.Viewer, DateTimeOffset.UnixEpoch);

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", key.Sha256);
        Assert.Equal(("ba7816bf8f01", "laptop", null), (key.Id, key.Name, key.RevokedAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901")]
    public void Key_BadName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => KeySecret.Draw().Key(name, AccessRole.Viewer, DateTimeOffset.UnixEpoch));
}
