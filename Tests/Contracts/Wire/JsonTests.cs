using System.Text.Json;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Tests.Wire;

/// <summary>What is written to the event log and the API reads back as the same.</summary>
public sealed class JsonTests
{
    [Fact]
    public void Spec_RoundTrips() => Assert.All(Samples.Specs, RoundTrip);

    [Fact]
    public void Event_RoundTrips() => Assert.All(Samples.Events, RoundTrip);

    [Fact]
    public void Outcome_RoundTrips() => Assert.All(Samples.Outcomes, RoundTrip);

    [Fact]
    public void Snapshot_RoundTrips() => RoundTrip(Samples.Snapshot);

    [Fact]
    public void Samples_HoldEveryKindOfEventAndOutcome()
    {
        Assert.Equal(DerivedFrom<SweepEvent>(), KindsOf(Samples.Events));
        Assert.Equal(DerivedFrom<AttemptOutcome>(), KindsOf(Samples.Outcomes));
        Assert.Equal(DerivedFrom<MethodSpec>(), KindsOf(Samples.Specs.Select(spec => spec.Method)));
        Assert.Equal(DerivedFrom<EarlyTerminateSpec>(), KindsOf(Samples.Specs.Select(spec => spec.EarlyTerminate)));
        Assert.Equal(DerivedFrom<TaskSpec>(), KindsOf(Samples.Specs.Select(spec => spec.Task)));
        Assert.Equal(DerivedFrom<Distribution>(), KindsOf(Samples.Spec.Parameters.Select(parameter => parameter.Distribution)));
    }

    [Fact]
    public void Event_IsOneFlatObject()
    {
        SweepEvent reported = Samples.Events.OfType<AttemptReported>().First() with { Sequence = 5 };

        Assert.Equal(
            """{"kind":"attempt-reported","sequence":5,"time":"2026-01-02T03:04:05.678+01:00","trial":3,"attempt":2,"step":5"""
            + ""","metrics":{"val_accuracy":0.5,"val_loss":"NaN","up":"Infinity","down":"-Infinity"},"stepSeconds":1.25"""
            + ""","judgement":{"decision":"prune","reason":"worse than 2 of 3","rung":1,"comparedWith":[0,1]}}""",
            JsonSerializer.Serialize(reported, SweepJson.Options));
    }

    [Fact]
    public void SpecAndSuggestion_FromBeforeConstraints_AreReadAndWrittenAsTheyWere()
    {
        const string Suggested = """{"kind":"trial-suggested","sequence":2,"time":"2026-01-02T03:04:05+00:00","trial":0,"parameters":{},"basedOn":1,"provenance":"grid"}""";
        var spec = JsonSerializer.Serialize(Samples.Spec with { Constraints = null }, SweepJson.Options);

        Assert.DoesNotContain("constraints", spec, StringComparison.Ordinal);
        Assert.Null(JsonSerializer.Deserialize<SweepSpec>(spec, SweepJson.Options)!.Constraints);
        Assert.Equal(Suggested, JsonSerializer.Serialize(JsonSerializer.Deserialize<SweepEvent>(Suggested, SweepJson.Options), SweepJson.Options));
    }

    [Fact]
    public void Indented_SaysTheSame()
    {
        var copy = JsonSerializer.Deserialize<SweepSpec>(JsonSerializer.Serialize(Samples.Spec, SweepJson.Indented), SweepJson.Options);

        Assert.Equal(JsonSerializer.Serialize(Samples.Spec, SweepJson.Options), JsonSerializer.Serialize(copy, SweepJson.Options));
    }

    private static void RoundTrip<T>(T original)
    {
        var json = JsonSerializer.Serialize(original, SweepJson.Options);
        var copy = JsonSerializer.Deserialize<T>(json, SweepJson.Options);

        Assert.IsType(original!.GetType(), copy);
        Assert.Equal(json, JsonSerializer.Serialize(copy, SweepJson.Options));
    }

    private static IEnumerable<string> DerivedFrom<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T))).Select(type => type.Name).Order();

    private static IEnumerable<string> KindsOf<T>(IEnumerable<T> samples) =>
        samples.Select(sample => sample!.GetType().Name).Distinct().Order();
}
