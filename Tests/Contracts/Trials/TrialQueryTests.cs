using System.Collections.Immutable;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Trials;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Tests.Trials;

/// <summary>The one language in which trials are filtered and sorted, in the API, on pages and on the command line.</summary>
public sealed class TrialQueryTests
{
    private static readonly SweepSpec Spec = new(
        "digits",
        new ExternalTask(),
        new RandomMethod(),
        [new Objective("loss", Direction.Minimize)],
        [
            new ParameterSpec("lr", new LogUniformDistribution(1e-4, 1), []),
            new ParameterSpec("model", new CategoricalDistribution([ParameterValue.Of("mlp"), ParameterValue.Of("cnn")]), []),
            new ParameterSpec("width", new UniformDistribution(8, 64, 8, true), []),
            new ParameterSpec("step", new UniformDistribution(1, 9, 1, true), []),
        ]);

    private static readonly ImmutableArray<TrialSnapshot> Trials =
    [
        Trial(0, TrialStatus.Completed, 0.5, "cnn", null, extra: 3),
        Trial(1, TrialStatus.Completed, 0.25, "mlp", 16),
        Trial(2, TrialStatus.Pruned, double.NaN, "cnn", 8),
        Trial(3, TrialStatus.Failed, null, "mlp", 32) with { Reason = "out of memory, twice" },
        Trial(4, TrialStatus.Running, 1.25, "mlp", 64),
    ];

    private static readonly TrialFields Fields = new(Spec, Trials);

    [Theory]
    [InlineData(null, "0 1 2 3 4")]
    [InlineData("  ", "0 1 2 3 4")]
    [InlineData("status:completed", "0 1")]
    [InlineData("status:Completed|pruned", "0 1 2")]
    [InlineData("status!:completed", "2 3 4")]
    [InlineData("status!=completed", "2 3 4")]
    [InlineData("loss<0.5", "1")]
    [InlineData("loss<=5e-1", "0 1")]
    [InlineData("loss>0.25 model=mlp", "4")]
    [InlineData("loss>0.25,model=mlp", "4")]
    [InlineData("loss!=0.5", "1 4")]
    [InlineData("loss=0.50|1.25", "0 4")]
    [InlineData("width>=16", "1 3 4")]
    [InlineData("params.width:16|32", "1 3")]
    [InlineData("width!=16", "2 3 4")]
    [InlineData("extra=3", "0")]
    [InlineData("params.step=7", "0 1 2 3 4")]
    [InlineData("step=7", "")]
    [InlineData("memory", "3")]
    [InlineData("\"out of\"", "3")]
    [InlineData("\"memory, twice\" model=mlp", "3")]
    [InlineData("reason:\"out of memory, twice\"", "3")]
    [InlineData("number!=0 number<2", "1")]
    public void Filter_Conditions_LetThrough(string? filter, string numbers) => Assert.Equal(
        numbers, Shown(Trials.Where(trial => TrialFilter.Parse(filter, Fields).Holds(trial))));

    [Theory]
    [InlineData("status:done", "completed")]
    [InlineData("status:", "no condition")]
    [InlineData("status:completed|", "no condition")]
    [InlineData(":completed", "no condition")]
    [InlineData("loss<many", "'many' is not a number")]
    [InlineData("los<1", "did you mean 'loss'?")]
    [InlineData("loss!1", "no condition")]
    public void Filter_Unreadable_SaysWhy(string filter, string part) => Assert.Contains(
        part, Assert.Throws<FormatException>(() => TrialFilter.Parse(filter, Fields)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "0 1 2 3 4")]
    [InlineData("loss", "1 0 4 2 3")]
    [InlineData("-loss", "4 0 1 2 3")]
    [InlineData("model,-number", "2 0 4 3 1")]
    [InlineData("-model, width", "1 3 4 2 0")]
    [InlineData("status,-number", "4 1 0 2 3")]
    [InlineData("-params.width", "4 3 1 2 0")]
    public void Order_Fields_SortWithThoseWithoutAValueLast(string? sort, string numbers) =>
        Assert.Equal(numbers, Shown(TrialOrder.Parse(sort, Fields).Sort(Trials)));

    [Theory]
    [InlineData("rank,,step")]
    [InlineData("-")]
    [InlineData("los")]
    public void Order_Unreadable_SaysSo(string sort) => Assert.Throws<FormatException>(() => TrialOrder.Parse(sort, Fields));

    [Fact]
    public void Columns_OfASweep_AreFixedOnesThenParametersThenMetrics() => Assert.Equal(
        ["number", "status", "rank", "step", "attempt", "seconds", "reason", "note", "pinned", "params.lr", "params.model", "params.width", "params.step", "loss", "extra"],
        Fields.Columns.Select(column => column.Name));

    private static string Shown(IEnumerable<TrialSnapshot> trials) => string.Join(' ', trials.Select(trial => trial.Number));

    private static TrialSnapshot Trial(int number, TrialStatus status, double? loss, string model, int? width, double? extra = null)
    {
        ImmutableArray<NamedValue> optional = width is { } given ? [new("width", ParameterValue.Of(given))] : [];
        ImmutableArray<Metric> more = extra is { } value ? [new Metric("extra", value)] : [];
        return new TrialSnapshot(
            number,
            status,
            new ParameterSet([new("lr", ParameterValue.Of(0.01)), new("model", ParameterValue.Of(model)), .. optional, new("step", ParameterValue.Of(7))]),
            1)
        {
            BestMetrics = loss is { } known ? new MetricSet([new Metric("loss", known), .. more]) : null,
        };
    }
}
