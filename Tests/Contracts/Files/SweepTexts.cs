using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Tests.Files;

/// <summary>Sweep files for tests, of which a test shows only the part it is about.</summary>
internal static class SweepTexts
{
    /// <summary>A valid sweep of a user's own program with these parameters, which begin in line 5; the rest follows them.</summary>
    public static string Program(string parameters = "  x: {value: 1}", string rest = "") => $$"""
        task: {command: [train]}
        method: random
        metric: {name: loss, goal: minimize}
        parameters:
        {{parameters}}
        run_cap: 1
        {{rest}}
        """;

    /// <summary>A valid sweep of the built-in trainer with these parameters, which begin in line 5; the rest follows them.</summary>
    public static string BuiltIn(string parameters, string rest = "") => Program(parameters, rest)
        .Replace("{command: [train]}", "fashion-mnist", StringComparison.Ordinal)
        .Replace("name: loss", "name: val_loss", StringComparison.Ordinal);

    public static SweepFile Read(string text) => SweepFileReader.Read(text, "demo.yaml");

    public static SweepSpec Spec(string text) => Read(text).Spec;

    /// <summary>The distribution of a parameter that is written like this.</summary>
    public static Distribution Distribution(string parameter) => Spec(Program($"  x: {parameter}")).Parameters[0].Distribution;

    /// <summary>The errors in a text, one a line; empty when it has none.</summary>
    public static string Errors(string text)
    {
        try
        {
            Read(text);
            return "";
        }
        catch (SweepFileException broken)
        {
            return broken.Message;
        }
    }

    public static string Warnings(string text) => string.Join('\n', Read(text).Warnings);
}
