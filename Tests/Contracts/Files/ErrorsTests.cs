namespace SweepCluster.Contracts.Tests.Files;

/// <summary>What the author of a wrong file reads, to the letter.</summary>
public sealed class ErrorsTests
{
    private const string TopKeys =
        "name, description, task, method, metric, parameters, constraints, early_terminate, lag, run_cap, seed, limits, resources, retries, first_points";

    [Theory]
    [InlineData("", "1:1: the file is empty; a sweep file needs at least task, method, metric and parameters")]
    [InlineData("[1]", "1:1: the sweep is a list; it must be a mapping with task, method, metric and parameters")]
    [InlineData("a: 'x", "1:4: this is not YAML: While scanning a quoted scalar, found unexpected end of stream; correct the syntax here or just before")]
    [InlineData("a: &x 1\nb: *x", "1:4: an anchor or alias (& or *) stands here; sweep files cannot use them; write the value out")]
    [InlineData("a: *x", "1:4: an anchor or alias (& or *) stands here; sweep files cannot use them; write the value out")]
    [InlineData("a: !!str 1", "1:4: the tag tag:yaml.org,2002:str stands here; sweep files cannot use tags; leave it out")]
    [InlineData("--- 1\n--- 2", "2:1: a second document begins here; a sweep file holds one document")]
    public void Read_NotASweepFile_IsRefusedWhereItGoesWrong(string text, string expected) =>
        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(text));

    [Fact]
    public void Read_DeepNesting_IsRefused() =>
        Assert.Equal("demo.yaml:1:34: the nesting is too deep; at most 32 levels are allowed", SweepTexts.Errors(new string('[', 10_000)));

    [Fact]
    public void Read_LargeText_IsRefused() =>
        Assert.Equal("demo.yaml:1:1: the file is larger than 256 KiB; a sweep file must be smaller", SweepTexts.Errors(new string('#', 300_000)));

    [Theory]
    [InlineData("{}", "5:6: parameter 'x' has no values; give value, values, min and max, or a distribution")]
    [InlineData("1", "5:6: parameter 'x' is 1; it must be a mapping such as {value: 1}, {values: [1, 2]} or {min: 1, max: 2}")]
    [InlineData("{min: 0.1, max: 1e-4}", "5:22: parameter 'x' has max 1e-4 below min 0.1; max must be at least min")]
    [InlineData("{min: .nan, max: 1}", "5:12: min of parameter 'x' is .nan; it must be a finite number")]
    [InlineData("{min: -.inf, max: 1}", "5:12: min of parameter 'x' is -.inf; it must be a finite number")]
    [InlineData("{min: 0, max: 1e400}", "5:20: max of parameter 'x' is 1e400; it must be a finite number")]
    [InlineData("{min: '0', max: 1}", "5:12: min of parameter 'x' is '0'; it must be a finite number")]
    [InlineData("{min: yes, max: 1}", "5:12: min of parameter 'x' is 'yes'; it must be a finite number")]
    [InlineData("{min: -1e308, max: 1e308}", "5:25: parameter 'x' has a range from -1e308 to 1e308; its width must be a finite number")]
    [InlineData("{min: 0}", "5:6: parameter 'x' has no max; max is required")]
    [InlineData("{min: 0, max: 1, q: 0}", "5:26: q of parameter 'x' is 0; it must be a finite number above 0")]
    [InlineData("{min: 0.0, max: 1, q: 1e-12}", "5:22: parameter 'x' has more than a thousand million levels; use a greater q, or a distribution without q")]
    [InlineData("{min: 0, max: 99999999999999999}", "5:20: parameter 'x' has whole numbers from 0 to 99999999999999999; they must be between -2^53 and 2^53")]
    [InlineData("{distribution: int_uniform, min: 0.5, max: 2}", "5:39: min of parameter 'x' is 0.5; it must be a whole number from -9007199254740992 to 9007199254740992")]
    [InlineData("{distribution: log_uniform_values, min: 0, max: 1}", "5:46: parameter 'x' has min 0; a logarithmic range must begin above 0")]
    [InlineData("{distribution: log_uniform, min: 1, max: 800}", "5:39: parameter 'x' has bounds 1 and 800; they are exponents of e, so they must be between -700 and 700")]
    [InlineData("{distribution: normal, sigma: 0}", "5:36: sigma of parameter 'x' is 0; it must be a finite number above 0")]
    [InlineData("{distribution: constant}", "5:6: parameter 'x' has no value; value is required")]
    [InlineData("{value: }", "5:14: value of parameter 'x' is empty; it must be a text, a finite number, true or false")]
    [InlineData("{values: []}", "5:15: values of parameter 'x' is an empty list; it must be a list of at least one value")]
    [InlineData("{values: [1, [2]]}", "5:19: values of parameter 'x' is a list; it must be a text, a finite number, true or false")]
    [InlineData("{values: [1, 2, 1.0]}", "5:22: values of parameter 'x' has 1.0 a second time; each value must stand there once")]
    [InlineData("{values: [1, 2], probabilities: [1]}", "5:38: probabilities of parameter 'x' has 1 entries for 2 values; give one for each value")]
    [InlineData("{values: [1, 2], probabilities: [0.5, 0.4]}", "5:38: probabilities of parameter 'x' sum to 0.9; they must sum to 1")]
    [InlineData("{values: [1, 2], probabilities: [1, 0]}", "5:42: probabilities of parameter 'x' is 0; it must be a finite number above 0")]
    [InlineData("{distribution: uniform, min: 0, max: 1, q: 1}", "5:46: parameter 'x' has the unknown key 'q'; allowed: when, distribution, min, max")]
    [InlineData("{values: [1], min: 1}", "5:20: parameter 'x' has the unknown key 'min'; allowed: when, distribution, values, probabilities")]
    [InlineData("{value: 1, when: x}", "5:23: when of parameter 'x' is 'x'; it must be a mapping such as {model: resnet} or {model: [lenet, resnet]}")]
    [InlineData("{value: 1, when: {}}", "5:23: when of parameter 'x' is an empty mapping; it must be a mapping such as {model: resnet} or {model: [lenet, resnet]}")]
    [InlineData("{value: 1, when: {y: 1}}", "5:24: parameter 'x' waits for 'y', which is no parameter; did you mean 'x'? allowed: x")]
    public void Read_WrongParameter_SaysWhatIsAllowed(string parameter, string expected) =>
        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(SweepTexts.Program("  x: " + parameter)));

    [Theory]
    [InlineData("q_normal")]
    [InlineData("inv_log_uniform")]
    [InlineData("beta")]
    public void Read_DistributionThatIsNotOffered_NamesThoseThatAre(string distribution)
    {
        var errors = SweepTexts.Errors(SweepTexts.Program($"  x: {{distribution: {distribution}, mu: 1}}"));

        Assert.StartsWith($"demo.yaml:5:21: distribution of parameter 'x' is '{distribution}'; ", errors, StringComparison.Ordinal);
        Assert.EndsWith(
            "allowed: categorical, constant, int_uniform, uniform, q_uniform, log_uniform, log_uniform_values, q_log_uniform_values, normal, log_normal",
            errors,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metod: grid", "7:1: the sweep has the unknown key 'metod'; did you mean 'method'? allowed: " + TopKeys)]
    [InlineData("seed: 1\nseed: 2", "8:1: the key 'seed' stands here a second time; the first is in line 7; keep one")]
    [InlineData("seed: -1", "7:7: seed is -1; it must be a whole number from 0 to 9007199254740992")]
    [InlineData("name: Demo", "7:7: name is 'Demo'; it must be 1 to 48 lower-case letters, digits and dashes, first a letter or digit")]
    [InlineData("description: [x]", "7:14: description is a list; it must be a text")]
    [InlineData("early_terminate: {type: hyperband}", "7:18: early_terminate has no max_iter; max_iter is required")]
    [InlineData("early_terminate: {type: ashaa}", "7:25: type of early_terminate is 'ashaa'; did you mean 'asha'? allowed: none, asha, hyperband, median, percentile, patient, threshold, wilcoxon")]
    [InlineData("early_terminate: {type: percentile, percentile: 101}", "7:49: percentile of early_terminate is 101; it must be a number from 0 to 100")]
    [InlineData("early_terminate: {type: patient, patience: 2, min_delta: -1}", "7:58: min_delta of early_terminate is -1; it must be a finite number of at least 0")]
    [InlineData("early_terminate: {type: threshold}", "7:18: early_terminate has neither lower nor upper; type threshold needs at least one of them")]
    [InlineData("early_terminate: {type: threshold, lower: 2, upper: 1}", "7:53: early_terminate has upper 1 below lower 2; upper must be at least lower")]
    [InlineData("early_terminate: {type: wilcoxon, startup_steps: 1}", "7:50: startup_steps of early_terminate is 1; it must be a whole number of at least 2")]
    [InlineData("early_terminate: {type: asha}", "7:18: early_terminate has no max_iter; max_iter is required")]
    [InlineData("early_terminate: {type: asha, min_iter: 3, max_iter: 2}", "7:54: early_terminate has max_iter 2 below min_iter 3; max_iter must be at least min_iter")]
    [InlineData("early_terminate: {type: asha, max_iter: 9, eta: 1}", "7:49: eta of early_terminate is 1; it must be a whole number of at least 2")]
    [InlineData("early_terminate: {type: median, eta: 3}", "7:33: early_terminate has the unknown key 'eta'; allowed: type, startup_trials, warmup_steps, interval, min_trials")]
    [InlineData("early_terminate: soon", "7:18: early_terminate is 'soon'; it must be none or a mapping such as {type: asha, max_iter: 9}")]
    [InlineData("limits: {max_concurrent_trials: 0}", "7:33: max_concurrent_trials of limits is 0; it must be a whole number of at least 1")]
    [InlineData("limits: {max_duration: 30}", "7:24: max_duration of limits is 30; it must be a duration from 1s to 365d, such as 90s, 2m or 1h30m")]
    [InlineData("resources: {device: tpu}", "7:21: device of resources is 'tpu'; did you mean 'cpu'? allowed: any, cpu, gpu")]
    [InlineData("resources: {memory: 6}", "7:21: memory of resources is 6; it must be an amount of memory with its unit from 1MiB to 1024TiB, such as 6GiB or 800MB")]
    [InlineData("resources: {memory: 1KiB}", "7:21: memory of resources is '1KiB'; it must be an amount of memory with its unit from 1MiB to 1024TiB, such as 6GiB or 800MB")]
    [InlineData("resources: {priority: 101}", "7:23: priority of resources is 101; it must be a whole number from 0 to 100")]
    [InlineData("resources: {weight: 0}", "7:21: weight of resources is 0; it must be a finite number above 0")]
    [InlineData("retries: {max_restarts: -1}", "7:25: max_restarts of retries is -1; it must be a whole number of at least 0")]
    [InlineData("retries: 3", "7:10: retries is 3; it must be a mapping with max_restarts, progress_timeout or max_trial_duration")]
    [InlineData("first_points: [{x: 2}]", "7:20: 'x' of a first point is 2; it must be 1")]
    [InlineData("first_points: [{y: 2}]", "7:17: a first point has the unknown parameter 'y'; did you mean 'x'? allowed: x")]
    [InlineData("first_points: [3]", "7:16: a first point is 3; it must be a mapping of parameters to values")]
    public void Read_WrongKey_SaysWhatIsAllowed(string rest, string expected) =>
        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(SweepTexts.Program(rest: rest)));

    [Theory]
    [InlineData("method: random", "method: bayes", "2:9: method is 'bayes', which SweepCluster does not have; use gp or tpe")]
    [InlineData("method: random", "method: {type: bayes}", "2:16: method is 'bayes', which SweepCluster does not have; use gp or tpe")]
    [InlineData(
        "method: random\nmetric: {name: loss, goal: minimize}",
        "method: {type: cmaes}\nmetric: [{name: a, goal: minimize}, {name: b, goal: minimize}]",
        "2:16: method cmaes takes one metric, and metric names 2; name one metric, or use nsga2 or tpe")]
    [InlineData("method: random", "method: {type: cmaes, population: 3}", "2:35: population of method is 3; it must be a whole number from 4 to 10000")]
    [InlineData("method: random", "method: rndom", "2:9: method is 'rndom'; did you mean 'random'? allowed: auto, grid, random, sobol, halton, tpe, gp, cmaes, de, nsga2, bohb, dehb")]
    [InlineData("method: random", "method: {type: tpe, candidates: 0}", "2:33: candidates of method is 0; it must be a whole number from 1 to 10000")]
    [InlineData("method: random", "method: {type: grid, candidates: 1}", "2:22: method has the unknown key 'candidates'; allowed: type")]
    [InlineData("goal: minimize", "goal: minimise", "3:28: goal of metric is 'minimise'; did you mean 'minimize'? allowed: minimize, maximize")]
    [InlineData(", goal: minimize", "", "3:9: metric has no goal; goal is required")]
    [InlineData("goal: minimize", "goal: minimize, target: .inf", "3:46: target of metric is .inf; it must be a finite number")]
    [InlineData("{name: loss, goal: minimize}", "[]", "3:9: metric is an empty list; it must be a mapping such as {name: val_accuracy, goal: maximize} or a list of them")]
    [InlineData("{command: [train]}", "{command: []}", "1:17: command of task is an empty list; it must be a list with the program and its arguments")]
    [InlineData("{command: [train]}", "{command: [a], train: 1}", "1:22: task has the unknown key 'train'; allowed: command")]
    [InlineData("{command: [train]}", "cifar", "1:7: task is 'cifar'; allowed: fashion-mnist, mnist, cifar10, synthetic, external")]
    [InlineData("{x: {value: 1}}", "{}", "4:13: parameters is a mapping of 0 names; it must be a mapping of 1 to 256 names, each with its values")]
    [InlineData("{x: {value: 1}}", "{1x: {value: 1}}", "4:14: a parameter is named '1x'; names are 1 to 64 letters, digits and _ . -, first a letter or _")]
    public void Read_WrongPart_SaysWhatIsAllowed(string right, string wrong, string expected)
    {
        const string Text = "task: {command: [train]}\nmethod: random\nmetric: {name: loss, goal: minimize}\nparameters: {x: {value: 1}}\nrun_cap: 1";

        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(Text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_SeveralErrors_ReportsAllInTheOrderOfTheFile()
    {
        var errors = SweepTexts.Errors("seed: x\nmethod: bayes\nrun_cap: 0").Split('\n');

        Assert.Equal(
            [
                "demo.yaml:1:1: the sweep has no task; task is required",
                "demo.yaml:1:1: the sweep has no metric; metric is required",
                "demo.yaml:1:1: the sweep has no parameters; parameters is required",
                "demo.yaml:1:7: seed is 'x'; it must be a whole number from 0 to 9007199254740992",
                "demo.yaml:2:9: method is 'bayes', which SweepCluster does not have; use gp or tpe",
                "demo.yaml:3:10: run_cap is 0; it must be a whole number of at least 1",
            ],
            errors);
    }

    [Fact]
    public void Read_TwoMetricsWithTargetOrSameName_AreRefused()
    {
        var text = SweepTexts.Program().Replace(
            "{name: loss, goal: minimize}", "[{name: a, goal: minimize, target: 1}, {name: a, goal: maximize}]", StringComparison.Ordinal);

        Assert.Equal(
            "demo.yaml:3:44: one of several metrics has a target; only a single metric may have one\n"
            + "demo.yaml:3:55: the metric 'a' stands here a second time; each objective needs its own metric",
            SweepTexts.Errors(text));
    }

    [Fact]
    public void Read_ContinuousParameterWithGrid_NamesTheParameter()
    {
        var text = SweepTexts.Program("  a: {values: [1, 2]}\n  lr: {min: 0.1, max: 1}").Replace("random", "grid", StringComparison.Ordinal);

        Assert.Equal(
            "demo.yaml:6:3: parameter 'lr' has a continuous range, which method grid cannot enumerate; give values, whole numbers or a distribution with q",
            SweepTexts.Errors(text));
    }
}
