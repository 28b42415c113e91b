using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Grains.Telemetry;
using SweepCluster.Tests.Telemetry;

namespace SweepCluster.Grains.Tests.Telemetry;

/// <summary>What is told of suggestions.</summary>
public sealed class SearchMeterTests : IDisposable
{
    private static readonly SweepSpec Finite = Specs.Simple() with
    {
        Parameters = [new ParameterSpec("lr", new CategoricalDistribution([ParameterValue.Of("a"), ParameterValue.Of("b")]), [])],
    };

    private readonly TestMeters _meters = new();
    private readonly SearchMeter _meter;
    private readonly MeterReading _reading;

    public SearchMeterTests() => (_meter, _reading) = (new SearchMeter(_meters), new MeterReading(_meters));

    public void Dispose()
    {
        _reading.Dispose();
        _meters.Dispose();
    }

    public static TheoryData<MethodSpec, string> Methods { get; } = new()
    {
        { new RandomMethod(), "random" },
        { new GridMethod(), "grid" },
        { new TpeMethod(), "tpe" },
        { new SobolMethod(), "sobol" },
        { new HaltonMethod(), "halton" },
        { new CmaesMethod(), "cmaes" },
        { new GaussianProcessMethod(), "gp" },
        { new DifferentialEvolutionMethod(), "de" },
        { new GeneticMethod(), "nsga2" },
        { new BohbMethod(), "bohb" },
        { new DehbMethod(), "dehb" },
        { new AutoMethod(), "auto" },
    };

    [Theory, MemberData(nameof(Methods))]
    public void Suggested_ByAnyMethod_IsTimedUnderItsName(MethodSpec method, string name)
    {
        _meter.Suggested(method, TimeSpan.FromMilliseconds(2));

        Assert.Equal([0.002], _reading.Recorded($"sweep.suggest{{algorithm={name}}}"));
    }

    [Fact]
    public void Methods_All_HaveAName() => Assert.Equal(
        typeof(MethodSpec).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(MethodSpec))), Methods.Count);

    [Fact]
    public void Note_OnAFiniteSpaceWhatWasTried_IsARepetition()
    {
        var watch = Watch(Finite, out var suggested);

        watch.Note(suggested, TimeSpan.Zero);

        Assert.Equal(1, _reading.Now("sweep.duplicate_suggestions"));
    }

    [Fact]
    public void Note_OnAFiniteSpaceWhatIsNew_IsNone()
    {
        var watch = Watch(Finite, out var suggested);
        var other = suggested.Parameters["lr"]!.Value.Text == "a" ? "b" : "a";
        var fresh = suggested with { Trial = 1, Parameters = new ParameterSet([new NamedValue("lr", ParameterValue.Of(other))]) };

        watch.Note(fresh, TimeSpan.Zero);

        Assert.Equal(0, _reading.Now("sweep.duplicate_suggestions"));
    }

    [Fact]
    public void Note_OnAnEndlessSpace_NobodyLooks()
    {
        var watch = Watch(Specs.Simple(), out var suggested);

        watch.Note(suggested, TimeSpan.Zero);

        Assert.Equal(0, _reading.Now("sweep.duplicate_suggestions"));
    }

    /// <summary>A watch over a sweep that has one trial, whose suggestion is answered.</summary>
    private SuggestionWatch Watch(SweepSpec spec, out TrialSuggested suggested)
    {
        var script = new SweepScript("searched-1", spec);
        script.Submit();
        suggested = script.StartNew().Events.OfType<TrialSuggested>().Single();
        return new SuggestionWatch(_meter, script.Engine);
    }
}
