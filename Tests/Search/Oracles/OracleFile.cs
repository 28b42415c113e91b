using System.Globalization;
using System.Text.Json;

namespace SweepCluster.Search.Tests.Oracles;

/// <summary>Reads reference values; what the files hold is said in their own headers.</summary>
internal static class OracleFile
{
    /// <summary>Where other cases lie in the same formats: a folder with <c>search</c> in it.</summary>
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("SWEEP_ORACLES") ?? Path.Combine(AppContext.BaseDirectory, "Oracles");

    public static IEnumerable<JsonElement> Cases(string name, string? kind = null)
    {
        return [.. Root(name).GetProperty("cases").EnumerateArray()
            .Where(oracle => kind is null || oracle.GetProperty("kind").GetString() == kind)];
    }

    /// <summary>A whole file.</summary>
    public static JsonElement Root(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "search", name + ".json")));
        return document.RootElement.Clone();
    }

    public static JsonElement Case(string name, string id) => Cases(name).Single(oracle => oracle.Id() == id);

    public static TheoryData<string> Ids(string name, Func<JsonElement, bool>? applies = null) =>
        [.. Cases(name).Where(oracle => applies?.Invoke(oracle) ?? true).Select(oracle => oracle.Id())];

    public static string Id(this JsonElement oracle) => oracle.GetProperty("id").GetString()!;

    public static JsonElement Input(this JsonElement oracle, string name) => oracle.GetProperty("input").GetProperty(name);

    public static JsonElement Expected(this JsonElement oracle, string name) => oracle.GetProperty("expected").GetProperty(name);

    /// <summary>A number; NaN and the infinities are written as strings.</summary>
    public static double Number(this JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();

    public static double[] Numbers(this JsonElement values) => [.. values.EnumerateArray().Select(Number)];

    public static void AssertClose(double expected, double actual, double relative, double absolute, string what) =>
        Assert.True(
            Math.Abs(expected - actual) <= absolute + (relative * Math.Abs(expected)),
            $"{what}: expected {expected:R}, got {actual:R}");
}
