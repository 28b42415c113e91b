using System.Globalization;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Samplers;

namespace SweepCluster.Cli.View;

/// <summary>Values as people read them.</summary>
internal static class Shown
{
    /// <summary>What stands for an absent value.</summary>
    public const string Nothing = "-";

    /// <summary>A number with at most four digits after the point, or in scientific form when it is very small or very large.</summary>
    public static string Number(double value) => Format(value, "0.####");

    /// <summary>A metric's value: as a number, but always with four digits after the point so that columns line up.</summary>
    public static string Metric(double? value) => value is { } number ? Format(number, "0.0000") : Nothing;

    /// <summary>A whole number.</summary>
    public static string Count(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>A fraction as a percentage.</summary>
    public static string Percent(double? fraction) =>
        fraction is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : Nothing;

    /// <summary>Graphics processors, one a line: what each is, how hot it is, and its fault.</summary>
    public static string Gpus(IEnumerable<GpuView> gpus) => string.Join('\n', gpus.Select(gpu => string.Join(", ", new[]
    {
        $"{gpu.Device} {gpu.Name}".TrimEnd(),
        gpu.Memory is { } memory ? SizeText.Rounded(memory) : null,
        gpu.Celsius is { } celsius ? $"{Number(celsius)} °C" : null,
        gpu.Fault is { } fault ? $"faulted: {fault}" : null,
    }.OfType<string>())));

    /// <summary>A duration as <c>1:23</c> or <c>1:02:03</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        var whole = duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
        return whole.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)whole.TotalHours}:{whole:mm\\:ss}")
            : whole.ToString("m\\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>How long ago something was, in its largest unit.</summary>
    public static string Age(TimeSpan age)
    {
        var (count, unit) = age switch
        {
            { TotalMinutes: < 1 } => (Math.Max(0, age.TotalSeconds), "s"),
            { TotalHours: < 1 } => (age.TotalMinutes, "min"),
            { TotalDays: < 1 } => (age.TotalHours, "h"),
            _ => (age.TotalDays, "d"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{(long)count} {unit} ago");
    }

    /// <summary>A parameter's value, real numbers with four digits.</summary>
    public static string Value(ParameterValue? value) => value switch
    {
        null => Nothing,
        { Kind: ParameterValueKind.Real } real => Number(real.Real),
        { } other => other.ToString(),
    };

    /// <summary>The named parameters that a set holds, as <c>model=resnet lr=0.031</c>.</summary>
    public static string Pairs(ParameterSet parameters, IReadOnlyCollection<string> names) => string.Join(
        ' ',
        parameters.Values.Where(value => names.Contains(value.Name)).Select(value => $"{value.Name}={Value(value.Value)}"));

    /// <summary>All metrics of a report, as <c>val_accuracy 0.9, val_loss 0.3</c>.</summary>
    public static string Metrics(MetricSet? metrics) => metrics is null
        ? Nothing
        : string.Join(", ", metrics.Values.Select(metric => $"{metric.Name} {Metric(metric.Value)}"));

    /// <summary>A status in lower-case letters.</summary>
    public static string Status(Enum status) => status.ToString().ToLowerInvariant();

    /// <summary>A trial's number.</summary>
    public static string Trial(int number) => string.Create(CultureInfo.InvariantCulture, $"#{number}");

    /// <summary>How a sweep stands, such as <c>7 of 14 trials done</c>.</summary>
    public static string Done(SweepSnapshot sweep)
    {
        var done = Finished(sweep.Trials);
        return sweep.Spec.RunCap is { } cap
            ? string.Create(CultureInfo.InvariantCulture, $"{done} of {cap} trials done")
            : string.Create(CultureInfo.InvariantCulture, $"{done} trials done");
    }

    /// <summary>How many trials are over.</summary>
    public static int Finished(TrialCounts counts) => counts.Completed + counts.Pruned + counts.Failed + counts.Canceled;

    /// <summary>What is trained, in a few words.</summary>
    public static string Task(TaskSpec task) => task switch
    {
        DatasetTask dataset => dataset.Dataset,
        ExternalTask => "external programs",
        ProgramTask program => Path.GetFileName(program.Command[0]),
        _ => task.GetType().Name,
    };

    private static string Auto(AutoChoice choice, SweepSpec spec) =>
        $"auto: {Method(spec with { Method = choice.Method, EarlyTerminate = new NoEarlyTermination() })} ({choice.Reason})";

    /// <summary>How trials are chosen and ended, such as <c>tpe + asha</c>.</summary>
    public static string Method(SweepSpec spec)
    {
        var sampler = spec.Method switch
        {
            RandomMethod => "random",
            GridMethod => "grid",
            TpeMethod => "tpe",
            SobolMethod => "sobol",
            HaltonMethod => "halton",
            CmaesMethod => "cmaes",
            DifferentialEvolutionMethod => "de",
            GeneticMethod => "nsga2",
            GaussianProcessMethod => "gp",
            BohbMethod => "bohb",
            DehbMethod => "dehb",
            AutoMethod => Auto(AutoChoice.For(spec), spec),
            var other => other.GetType().Name,
        };
        return spec.EarlyTerminate switch
        {
            NoEarlyTermination => sampler,
            AshaTermination => sampler + " + asha",
            MedianTermination => sampler + " + median",
            var other => $"{sampler} + {other.GetType().Name}",
        };
    }

    /// <summary>The text, cut with an ellipsis when it is longer than the width.</summary>
    public static string Cut(string text, int width) =>
        text.Length <= width ? text : width < 1 ? "" : string.Concat(text.AsSpan(0, width - 1), "…");

    private static string Format(double number, string plain)
    {
        var isPlain = number == 0 || (Math.Abs(number) >= 1e-3 && Math.Abs(number) < 1e6) || !double.IsFinite(number);
        return number.ToString(isPlain ? plain : "0.##e+0", CultureInfo.InvariantCulture);
    }
}
