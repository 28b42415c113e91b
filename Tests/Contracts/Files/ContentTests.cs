using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Tests.Files;

/// <summary>What a right file means.</summary>
public sealed class ContentTests
{
    public static TheoryData<string, Distribution> Distributions { get; } = new()
    {
        { "{value: 1}", new ConstantDistribution(ParameterValue.Of(1)) },
        { "{distribution: constant, value: x}", new ConstantDistribution(ParameterValue.Of("x")) },
        { "{min: 1, max: 8}", new UniformDistribution(1, 8, 1, Integer: true) },
        { "{min: 8, max: 32, q: 4}", new UniformDistribution(8, 32, 4, Integer: true) },
        { "{min: 1, max: 8.0}", new UniformDistribution(1, 8) },
        { "{min: 0.1, max: 0.7, q: 0.1}", new UniformDistribution(0.1, 0.7, 0.1) },
        { "{min: 5, max: 5}", new UniformDistribution(5, 5, 1, Integer: true) },
        { "{distribution: int_uniform, min: -3, max: 3}", new UniformDistribution(-3, 3, 1, Integer: true) },
        { "{distribution: int_uniform, min: 0, max: 4, q: 2}", new UniformDistribution(0, 4, 2, Integer: true) },
        { "{distribution: uniform, min: 1, max: 8}", new UniformDistribution(1, 8) },
        { "{distribution: q_uniform, min: 1, max: 8}", new UniformDistribution(1, 8, 1, Integer: true) },
        { "{distribution: q_uniform, min: 0.5, max: 2.5}", new UniformDistribution(0.5, 2.5, 1) },
        { "{distribution: log_uniform_values, min: 1e-3, max: .5}", new LogUniformDistribution(1e-3, 0.5) },
        { "{distribution: log_uniform_values, min: 1, max: 8}", new LogUniformDistribution(1, 8) },
        { "{distribution: log_uniform, min: -2, max: 0}", new LogUniformDistribution(Math.Exp(-2), 1) },
        { "{distribution: q_log_uniform_values, min: 16, max: 512, q: 16}", new LogUniformDistribution(16, 512, 16, Integer: true) },
        { "{distribution: q_log_uniform_values, min: 0.5, max: 2, q: 0.5}", new LogUniformDistribution(0.5, 2, 0.5) },
        { "{distribution: normal}", new NormalDistribution(0, 1) },
        { "{distribution: normal, mu: -1, sigma: 0.5}", new NormalDistribution(-1, 0.5) },
        { "{distribution: log_normal, mu: 2, sigma: 3}", new LogNormalDistribution(2, 3) },
    };

    [Theory, MemberData(nameof(Distributions))]
    public void Read_Parameter_HasTheDistribution(string parameter, Distribution expected) =>
        Assert.Equal(expected, SweepTexts.Distribution(parameter));

    [Theory]
    [InlineData("{values: [x, 1, 1.5, true]}", null)]
    [InlineData("{distribution: categorical, values: [x, 1, 1.5, true], probabilities: [0.5, 0.25, 0.125, 0.125]}", new[] { 0.5, 0.25, 0.125, 0.125 })]
    public void Read_Values_KeepsKindsAndProbabilities(string parameter, double[]? probabilities)
    {
        var categorical = Assert.IsType<CategoricalDistribution>(SweepTexts.Distribution(parameter));

        Assert.Equal([ParameterValue.Of("x"), ParameterValue.Of(1), ParameterValue.Of(1.5), ParameterValue.Of(true)], categorical.Values);
        Assert.Equal(probabilities, categorical.Probabilities?.ToArray());
    }

    [Fact]
    public void Read_ProbabilitiesWithSixDigits_SumToOneExactlyEnough()
    {
        var categorical = (CategoricalDistribution)SweepTexts.Distribution("{values: [1, 2, 3], probabilities: [0.333333, 0.333333, 0.333333]}");

        Assert.Equal(1, categorical.Probabilities!.Value.Sum(), 12);
    }

    [Theory]
    [InlineData("1", ParameterValueKind.Integer)]
    [InlineData("-12", ParameterValueKind.Integer)]
    [InlineData("0x1F", ParameterValueKind.Integer)]
    [InlineData("0o17", ParameterValueKind.Integer)]
    [InlineData("1.0", ParameterValueKind.Real)]
    [InlineData("1e-5", ParameterValueKind.Real)]
    [InlineData(".5", ParameterValueKind.Real)]
    [InlineData("99999999999999999999", ParameterValueKind.Real)]
    [InlineData("true", ParameterValueKind.Flag)]
    [InlineData("False", ParameterValueKind.Flag)]
    [InlineData("yes", ParameterValueKind.Text)]
    [InlineData("no", ParameterValueKind.Text)]
    [InlineData("on", ParameterValueKind.Text)]
    [InlineData("'1'", ParameterValueKind.Text)]
    [InlineData("\"null\"", ParameterValueKind.Text)]
    [InlineData("1_000", ParameterValueKind.Text)]
    [InlineData("2024-01-01", ParameterValueKind.Text)]
    [InlineData("1:30", ParameterValueKind.Text)]
    public void Read_Scalar_FollowsTheCoreSchema(string written, ParameterValueKind expected)
    {
        var constant = Assert.IsType<ConstantDistribution>(SweepTexts.Distribution($"{{value: {written}}}"));

        Assert.Equal(expected, constant.Value.Kind);
    }

    [Theory]
    [InlineData("0x1F", 31)]
    [InlineData("0o17", 15)]
    [InlineData("+7", 7)]
    public void Read_WholeNumber_HasItsValue(string written, long expected) =>
        Assert.Equal(new ConstantDistribution(ParameterValue.Of(expected)), SweepTexts.Distribution($"{{value: {written}}}"));

    [Theory]
    [InlineData("{min: 8, max: 30, q: 4}", 28, "demo.yaml:5:20: parameter 'x' has max 30, which whole steps of 4 from 8 do not reach; its greatest value is 28")]
    [InlineData("{min: 0.5, max: 0.7, q: 1}", 0.5, "demo.yaml:5:22: parameter 'x' has max 0.7, which whole steps of 1 from 0.5 do not reach; its greatest value is 0.5")]
    public void Read_MaxBetweenLevels_IsLoweredWithAWarning(string parameter, double max, string warning)
    {
        var text = SweepTexts.Program("  x: " + parameter);

        Assert.Equal(warning, SweepTexts.Warnings(text));
        Assert.Equal(max, ((UniformDistribution)SweepTexts.Distribution(parameter)).Max);
    }

    [Theory]
    [InlineData("{distribution: log_uniform, min: 1e-5, max: 0.1}", "this range is 1 to 1.105; if 1e-5 to 0.1 is meant, use log_uniform_values")]
    [InlineData("{distribution: log_uniform, min: 16, max: 256}", "this range is 8.886E+06 to 1.511E+111; if 16 to 256 is meant, use log_uniform_values")]
    public void Read_ExponentsThatLookLikeValues_Warns(string parameter, string expected) =>
        Assert.Equal(
            "demo.yaml:5:39: parameter 'x' has the distribution log_uniform, whose bounds are exponents of e; " + expected,
            SweepTexts.Warnings(SweepTexts.Program("  x: " + parameter)));

    [Fact]
    public void Read_EveryKey_IsInTheSpec()
    {
        var spec = SweepTexts.Spec("""
            name: full
            description: everything at once
            task: {command: [python3, train.py, 3]}
            method: {type: tpe, startup_trials: 5, candidates: 12}
            metric: {name: loss, goal: minimize, target: 0.1}
            parameters: {x: {value: 1}}
            early_terminate: {type: asha, min_iter: 2, max_iter: 16, eta: 4}
            run_cap: 10
            seed: 7
            limits: {max_concurrent_trials: 3, max_duration: 1h30m, max_regret: 0.01}
            resources: {device: gpu, memory: 6GiB, priority: 10, weight: 2.5}
            retries: {max_restarts: 1, progress_timeout: 90s, max_trial_duration: 1d}
            """);

        Assert.Equal(("full", "everything at once"), (spec.Name, spec.Description));
        Assert.Equal(["python3", "train.py", "3"], Assert.IsType<ProgramTask>(spec.Task).Command);
        Assert.Equal(new TpeMethod(5, 12), spec.Method);
        Assert.Equal([new Objective("loss", Direction.Minimize, 0.1)], spec.Objectives);
        Assert.Equal(new AshaTermination(2, 16, 4), spec.EarlyTerminate);
        Assert.Equal((10, 7), (spec.RunCap, spec.Seed));
        Assert.Equal(new LimitsSpec(3, new TimeSpan(1, 30, 0), 0.01), spec.Limits);
        Assert.Equal(new ResourcesSpec(DeviceKind.Gpu, 10, 2.5) { Memory = 6L << 30 }, spec.Resources);
        Assert.Equal(
            new RetriesSpec(1) { ProgressTimeout = TimeSpan.FromSeconds(90), MaxTrialDuration = TimeSpan.FromDays(1) }, spec.Retries);
    }

    [Fact]
    public void Read_NothingOptional_HasTheDefaults()
    {
        var spec = SweepTexts.Spec(SweepTexts.Program());

        Assert.Equal(("demo", ""), (spec.Name, spec.Description));
        Assert.Equal(new RandomMethod(), spec.Method);
        Assert.Equal(new NoEarlyTermination(), spec.EarlyTerminate);
        Assert.Null(spec.Seed);
        Assert.Equal(new LimitsSpec(), spec.Limits);
        Assert.Equal(new ResourcesSpec(), spec.Resources);
        Assert.Equal(new RetriesSpec(), spec.Retries);
        Assert.Empty(spec.FirstPoints);
    }

    [Theory]
    [InlineData("{type: median}", 5, 0, 1, 3)]
    [InlineData("{type: median, startup_trials: 1, warmup_steps: 2, interval: 3, min_trials: 4}", 1, 2, 3, 4)]
    public void Read_Median_HasItsOptions(string early, int startup, int warmup, int interval, int trials) =>
        Assert.Equal(
            new MedianTermination(startup, warmup, interval, trials),
            SweepTexts.Spec(SweepTexts.Program(rest: "early_terminate: " + early)).EarlyTerminate);

    public static TheoryData<string, EarlyTerminateSpec> Rules => new()
    {
        { "{type: asha, max_iter: 9, variant: stopping}", new AshaTermination(1, 9) },
        { "{type: asha, max_iter: 9, variant: promotion}", new AshaTermination(1, 9, 3, AshaVariant.Promotion) },
        { "{type: hyperband, max_iter: 9}", new HyperbandTermination(1, 9) },
        { "{type: hyperband, min_iter: 2, max_iter: 32, eta: 4}", new HyperbandTermination(2, 32, 4) },
        { "{type: percentile, percentile: 25}", new PercentileTermination(25) },
        { "{type: percentile, percentile: 0, startup_trials: 1, warmup_steps: 2, interval: 3, min_trials: 4}", new PercentileTermination(0, 1, 2, 3, 4) },
        { "{type: patient, patience: 0}", new PatientTermination(0) },
        { "{type: patient, patience: 4, min_delta: 1e-3}", new PatientTermination(4, 0.001) },
        { "{type: threshold, upper: 5}", new ThresholdTermination(null, 5) },
        { "{type: threshold, lower: -1, upper: 1, warmup_steps: 2, interval: 3}", new ThresholdTermination(-1, 1, 2, 3) },
        { "{type: wilcoxon}", new WilcoxonTermination() },
        { "{type: wilcoxon, p_threshold: 0.05, startup_steps: 6}", new WilcoxonTermination(0.05, 6) },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Read_Rule_HasItsOptions(string early, EarlyTerminateSpec rule) =>
        Assert.Equal(rule, SweepTexts.Spec(SweepTexts.Program(rest: "early_terminate: " + early)).EarlyTerminate);

    [Theory]
    [InlineData("none")]
    [InlineData("{type: none}")]
    public void Read_NoEarlyTermination_CanBeWritten(string early) =>
        Assert.Equal(new NoEarlyTermination(), SweepTexts.Spec(SweepTexts.Program(rest: "early_terminate: " + early)).EarlyTerminate);

    [Theory]
    [InlineData("grid", typeof(GridMethod))]
    [InlineData("{type: grid}", typeof(GridMethod))]
    [InlineData("{type: random}", typeof(RandomMethod))]
    [InlineData("tpe", typeof(TpeMethod))]
    [InlineData("sobol", typeof(SobolMethod))]
    [InlineData("auto", typeof(AutoMethod))]
    [InlineData("halton", typeof(HaltonMethod))]
    [InlineData("cmaes", typeof(CmaesMethod))]
    [InlineData("de", typeof(DifferentialEvolutionMethod))]
    [InlineData("{type: nsga2, population: 2}", typeof(GeneticMethod))]
    [InlineData("{type: gp, startup_trials: 3}", typeof(GaussianProcessMethod))]
    public void Read_Method_CanBeANameOrAMapping(string method, Type expected) =>
        Assert.IsType(expected, SweepTexts.Spec(SweepTexts.Program().Replace("random", method, StringComparison.Ordinal)).Method);

    [Fact]
    public void Read_Cmaes_HasItsOption() => Assert.Equal(
        new CmaesMethod(12),
        SweepTexts.Spec(SweepTexts.Program().Replace("random", "{type: cmaes, population: 12}", StringComparison.Ordinal)).Method);

    [Fact]
    public void Read_CmaesWithRestarts_HasThem() => Assert.Equal(
        new CmaesMethod(null, CmaesRestarts.Bipop),
        SweepTexts.Spec(SweepTexts.Program().Replace("random", "{type: cmaes, restarts: bipop}", StringComparison.Ordinal)).Method);

    [Fact]
    public void Read_Bohb_HasItsOptions() => Assert.Equal(
        new BohbMethod(32, 0.5),
        SweepTexts.Spec(SweepTexts.Program(rest: "early_terminate: {type: hyperband, max_iter: 9}")
            .Replace("random", "{type: bohb, candidates: 32, random_share: 0.5}", StringComparison.Ordinal)).Method);

    [Fact]
    public void Read_Lag_IsThere() => Assert.Equal(8, SweepTexts.Spec(SweepTexts.Program(rest: "lag: 8")).Lag);

    [Fact]
    public void Read_LagAndTrialsThatAreCompared_IsAnError() => Assert.Contains(
        "lag keeps the search independent of when trials end",
        SweepTexts.Errors(SweepTexts.Program(rest: "lag: 8\nearly_terminate: {type: asha, max_iter: 9}")),
        StringComparison.Ordinal);

    [Fact]
    public void Read_Dehb_HasItsOption() => Assert.Equal(
        new DehbMethod(12),
        SweepTexts.Spec(SweepTexts.Program(rest: "early_terminate: {type: asha, max_iter: 9}")
            .Replace("random", "{type: dehb, population: 12}", StringComparison.Ordinal)).Method);

    [Theory]
    [InlineData("bohb")]
    [InlineData("dehb")]
    public void Read_MethodOfRungsWithoutRungs_IsAnError(string method) => Assert.Contains(
        $"method {method} learns from trials at rungs, and early_terminate has none",
        SweepTexts.Errors(SweepTexts.Program().Replace("random", method, StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Fact]
    public void Read_SeveralMetrics_AreSeveralObjectives()
    {
        var text = SweepTexts.Program().Replace(
            "{name: loss, goal: minimize}", "[{name: a, goal: minimize}, {name: b/c, goal: maximize}]", StringComparison.Ordinal);

        Assert.Equal([new Objective("a", Direction.Minimize), new Objective("b/c", Direction.Maximize)], SweepTexts.Spec(text).Objectives);
    }

    [Theory]
    [InlineData("/tmp/My Sweep_2.yaml", "my-sweep-2")]
    [InlineData("ä.yaml", "sweep")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890.yml", "012345678901234567890123456789012345678901234567")]
    public void Read_WithoutName_IsNamedAfterTheFile(string file, string expected) =>
        Assert.Equal(expected, SweepFileReader.Read(SweepTexts.Program(), file).Spec.Name);

    [Fact]
    public void Read_WithoutAnEnd_Warns()
    {
        var text = SweepTexts.Program().Replace("run_cap: 1", "", StringComparison.Ordinal);

        Assert.Equal(
            "demo.yaml:1:1: the sweep has neither run_cap nor limits.max_duration; it goes on until it is canceled or reaches a target",
            SweepTexts.Warnings(text));
    }

    [Fact]
    public void Read_GridWithProbabilities_Warns()
    {
        var text = SweepTexts.Program("  x: {values: [1, 2], probabilities: [0.5, 0.5]}").Replace("random", "grid", StringComparison.Ordinal);

        Assert.Equal("demo.yaml:5:3: parameter 'x' has probabilities; method grid tries every value once and ignores them", SweepTexts.Warnings(text));
    }

    [Fact]
    public void Read_Json_MeansTheSameAsYaml()
    {
        const string Json = """
            {
            	"task": {"command": ["train"]},
            	"method": "random",
            	"metric": {"name": "loss", "goal": "minimize"},
            	"parameters": {"x": {"min": 1e-5, "max": 1}, "flag": {"values": [true, false, "tr\u0075e"]}},
            	"run_cap": 1
            }
            """;

        var yaml = SweepTexts.Program("  x: {min: 1e-5, max: 1}\n  flag: {values: [true, false, 'true']}");
        Assert.Equal(SpecHash.Of(SweepTexts.Spec(yaml)), SpecHash.Of(SweepTexts.Spec(Json)));
    }

    [Fact]
    public void Of_SameContentInAnotherLayout_IsTheSameHash()
    {
        var first = SpecHash.Of(SweepTexts.Spec(SweepTexts.Program("  x: {value: 1} # one")));
        var other = SpecHash.Of(SweepTexts.Spec(SweepTexts.Program("  x:\n    value: 1")));
        var real = SpecHash.Of(SweepTexts.Spec(SweepTexts.Program("  x: {value: 1.0}")));

        Assert.Equal(64, first.Length);
        Assert.Equal(first, other);
        Assert.NotEqual(first, real);
    }

    [Fact]
    public void ReadFile_BytesThatAreNotUtf8_AreRefused()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [0x61, 0xFF]);

            var broken = Assert.Throws<SweepFileException>(() => SweepFileReader.ReadFile(path));
            Assert.Equal($"{path}:1:1: the file is not UTF-8 text; save it as UTF-8", broken.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() => Assert.Empty(SweepTexts.Errors("\uFEFF" + SweepTexts.Program()));
}
