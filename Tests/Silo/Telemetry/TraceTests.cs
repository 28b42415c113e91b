using System.Diagnostics;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Silo.Tests.Hosting;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Silo.Tests.Telemetry;

/// <summary>The trace of an attempt, from the sweep's submission to its last commit.</summary>
public sealed class TraceTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    [Fact]
    public async Task Attempt_SomebodyTraces_HasATraceFromLeaseToEndThatLinksToTheSubmission()
    {
        using var spans = new SpanReading();
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(1) with { Name = "traced" });
        await sweep.HasBecomeAsync(SweepStatus.Completed);

        var submit = Assert.Single(spans.All, span => span.OperationName == "submit" && Equals(span.GetTagItem("sweep"), sweep.Id));
        Activity attempt = null!;
        await Eventually.True(
            () => (attempt = spans.All.FirstOrDefault(span => span.OperationName == "attempt" && Equals(span.GetTagItem("sweep"), sweep.Id))!) is not null,
            "the attempt's span has ended");
        var trace = spans.In(attempt.TraceId).ToLookup(span => span.OperationName);
        var lease = Assert.Single(trace["lease"]);

        Assert.Equal(default, lease.ParentSpanId);
        Assert.Equal(submit.SpanId, Assert.Single(lease.Links).Context.SpanId);
        Assert.Equal(lease.SpanId, Assert.Single(trace["suggest"]).ParentSpanId);
        Assert.Equal(lease.SpanId, attempt.ParentSpanId);
        var training = Assert.Single(trace["training"]);
        Assert.Equal(attempt.SpanId, training.ParentSpanId);
        Assert.Equal([1, 2, 3], trace["step"].Select(step => step.GetTagItem("step")).Order());
        Assert.All(trace["step"], step => Assert.Equal(training.SpanId, step.ParentSpanId));
        Assert.Equal(3, trace["Report"].Count());
        Assert.All(trace["Report"], report => Assert.Single(trace["commit"], commit => commit.ParentSpanId == report.SpanId));
        Assert.Equal(attempt.SpanId, Assert.Single(trace["EndAttempt"]).ParentSpanId);
        Assert.StartsWith("Completed", (string?)attempt.GetTagItem("outcome"), StringComparison.Ordinal);
        Assert.Equal(submit.Id, (await sweep.LogAsync()).OfType<SweepSubmitted>().Single().TraceParent);
    }

    [Fact]
    public async Task Process_SomebodyTraces_HearsOfItsSpanInTheStartMessageAndTheEnvironment()
    {
        using var spans = new SpanReading();
        var sweep = await cluster.SubmitAsync(ScriptedSweeps.Spec(1, ("fault", "tell-trace")) with { Name = "traced" });
        await sweep.HasBecomeAsync(SweepStatus.Completed);

        await Eventually.True(() => spans.All.Any(span => span.OperationName == "attempt" && Equals(span.GetTagItem("sweep"), sweep.Id)), "the span has ended");
        var attempt = spans.All.First(span => span.OperationName == "attempt" && Equals(span.GetTagItem("sweep"), sweep.Id));
        var training = Assert.Single(spans.In(attempt.TraceId), span => span.OperationName == "training");
        Assert.Contains($"start message: {training.Id}", cluster.Log);
        Assert.Matches("environment: 00-[0-9a-f]{32}-[0-9a-f]{16}-01", cluster.Log);
    }
}
