using SweepCluster.Contracts.Files;

namespace SweepCluster.Contracts.Tests.Files;

/// <summary>Whatever the text, the reader answers with a sweep or with errors.</summary>
public sealed class FuzzTests
{
    private const string Seeds = "{}[]:,-#&*!|>'\"%@` \n\t\\0159.eE+~?<=abcxyz\u0001\ud800\uFEFFé";

    private static readonly string Valid = SweepTexts.Program(
        """
          a: {values: [x, 1, 2.5, true], probabilities: [0.25, 0.25, 0.25, 0.25]}
          b: {distribution: q_log_uniform_values, min: 16, max: 512, q: 16, when: {a: [x, 1]}}
          c: {distribution: log_uniform, min: -3, max: -1}
          d: {min: 0.1, max: 0.7, q: 0.1, when: {b: 32}}
        """,
        """
        early_terminate: {type: asha, min_iter: 1, max_iter: 9, eta: 3}
        limits: {max_concurrent_trials: 8, max_duration: 30m}
        retries: {max_restarts: 3, progress_timeout: 2m}
        first_points: [{a: x, b: 16, c: 0.1}]
        """);

    [Fact]
    public void Read_RandomCharacters_NeverThrowsAnythingElse()
    {
        var random = new Random(1);
        for (var round = 0; round < 5_000; round++)
        {
            ReadOrRefuse(RandomText(random, random.Next(80)));
        }
    }

    [Fact]
    public void Read_MutationsOfAValidFile_NeverThrowsAnythingElse()
    {
        var random = new Random(2);
        for (var round = 0; round < 5_000; round++)
        {
            ReadOrRefuse(Mutate(Valid, random));
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: b\n")]
    [InlineData("{},")]
    [InlineData("\"a\":")]
    [InlineData("'")]
    public void Read_RepeatedPiece_IsRefusedSoon(string piece) =>
        Assert.NotEmpty(SweepTexts.Errors(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length))));

    [Fact]
    public void Read_ManyErrors_StopsAtAHundred()
    {
        var keys = string.Join('\n', Enumerable.Range(0, 20_000).Select(number => $"k{number}: 1"));

        Assert.Equal(100, Assert.Throws<SweepFileException>(() => SweepTexts.Read(keys)).Errors.Length);
    }

    [Fact]
    public void Read_ManyValues_IsReadSoon()
    {
        var values = string.Join(',', Enumerable.Range(0, 40_000));

        Assert.Single(SweepTexts.Spec(SweepTexts.Program($"  x: {{values: [{values}]}}")).Parameters);
    }

    [Fact]
    public void Read_ConditionsThatShareParents_AreCheckedSoon()
    {
        var parameters = Enumerable.Range(2, 200).Select(number =>
            $"  p{number}: {{value: 1, when: {{p{number - 1}: 1, p{number - 2}: 1}}}}");

        var spec = SweepTexts.Spec(SweepTexts.Program(
            "  p0: {value: 1}\n  p1: {value: 1}\n" + string.Join('\n', parameters), "first_points: [{p0: 1}]"));

        Assert.Equal(202, spec.FirstPoints[0].Values.Length);
    }

    private static string RandomText(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Seeds[random.Next(Seeds.Length)]));

    private static string Mutate(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var start = random.Next(text.Length);
            var length = random.Next(Math.Min(12, text.Length - start));
            var piece = random.Next(3) switch
            {
                0 => RandomText(random, random.Next(4)),
                1 => text.Substring(random.Next(text.Length - length), length),
                _ => "",
            };
            text = text[..start] + piece + text[(start + length)..];
        }

        return text;
    }

    private static void ReadOrRefuse(string text)
    {
        try
        {
            SpecHash.Of(SweepTexts.Spec(text));
        }
        catch (SweepFileException broken)
        {
            Assert.All(broken.Errors, error => Assert.True(error is { Line: >= 1, Column: >= 1 }));
        }
        catch (Exception other)
        {
            Assert.Fail($"{other}\nwas thrown by\n{text}");
        }
    }
}
