using System.Globalization;
using System.Text.Json;
using SweepCluster.Search.Randomness;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Randomness;

[Trait("Category", "Oracle")]
public sealed class PhiloxTests
{
    [Fact]
    public void Encrypt_KnownCounters_GivesPublishedWords()
    {
        var oracle = OracleFile.Case("rng", "philox4x32-10");
        var pairs = oracle.Input("ctr_key").EnumerateArray().Zip(oracle.Expected("out").EnumerateArray());
        foreach (var (input, expected) in pairs)
        {
            var counter = Words(input[0]);
            var key = Words(input[1]);
            var block = Philox.Encrypt(new PhiloxBlock(counter[0], counter[1], counter[2], counter[3]), key[0], key[1]);
            uint[] words = [block.Word0, block.Word1, block.Word2, block.Word3];
            Assert.Equal(Words(expected), words);
        }
    }

    private static uint[] Words(JsonElement words) =>
        [.. words.EnumerateArray().Select(word => uint.Parse(word.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
