using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>early_terminate</c>.</summary>
internal static class EarlyTerminateReader
{
    private static readonly string[] Types = ["none", "asha", "hyperband", "median", "percentile", "patient", "threshold", "wilcoxon"];

    public static Located<EarlyTerminateSpec> Read(Section sweep, Remarks remarks)
    {
        var none = new Located<EarlyTerminateSpec>(new NoEarlyTermination(), sweep.Place);
        if (sweep.Take("early_terminate") is not { } node)
        {
            return none;
        }

        if (node is ScalarNode { Text: "none" })
        {
            return none;
        }

        var section = Section.Open(node, "early_terminate", "none or a mapping such as {type: asha, max_iter: 9}", remarks);
        return section?.Require("type")?.AsChoice(section.NameOf("type"), Types, remarks) is not { } type
            ? none
            : new Located<EarlyTerminateSpec>(ReadOptions(section, type, remarks), node.Place);
    }

    private static EarlyTerminateSpec ReadOptions(Section section, string type, Remarks remarks)
    {
        EarlyTerminateSpec spec = type switch
        {
            "asha" => ReadAsha(section, remarks),
            "hyperband" => ReadHyperband(section, remarks),
            "median" => ReadMedian(section),
            "percentile" => ReadPercentile(section, remarks),
            "patient" => ReadPatient(section, remarks),
            "threshold" => ReadThreshold(section, remarks),
            "wilcoxon" => ReadWilcoxon(section, remarks),
            _ => new NoEarlyTermination(),
        };
        section.Finish();
        return spec;
    }

    private static AshaTermination ReadAsha(Section section, Remarks remarks)
    {
        var (min, max) = ReadSteps(section, remarks);
        var eta = section.TakeWhole("eta", 2) ?? 3;
        return new AshaTermination(min, max, eta, section.TakeChoice("variant", "stopping", "promotion") == "promotion" ? AshaVariant.Promotion : null);
    }

    private static HyperbandTermination ReadHyperband(Section section, Remarks remarks)
    {
        var (min, max) = ReadSteps(section, remarks);
        return new HyperbandTermination(min, max, section.TakeWhole("eta", 2) ?? 3);
    }

    private static (int Min, int Max) ReadSteps(Section section, Remarks remarks)
    {
        var min = section.TakeWhole("min_iter", 1) ?? 1;
        var maxNode = section.Require("max_iter");
        var max = (int?)maxNode?.AsWhole(section.NameOf("max_iter"), 1, int.MaxValue, remarks) ?? min;
        if (max < min)
        {
            remarks.Error(
                maxNode!.Place,
                FormattableString.Invariant($"early_terminate has max_iter {max} below min_iter {min}"),
                "max_iter must be at least min_iter");
        }

        return (min, max);
    }

    private static MedianTermination ReadMedian(Section section)
    {
        var defaults = new MedianTermination();
        return new MedianTermination(
            section.TakeWhole("startup_trials", 0) ?? defaults.StartupTrials,
            section.TakeWhole("warmup_steps", 0) ?? defaults.WarmupSteps,
            section.TakeWhole("interval", 1) ?? defaults.Interval,
            section.TakeWhole("min_trials", 1) ?? defaults.MinTrials);
    }

    private static PercentileTermination ReadPercentile(Section section, Remarks remarks)
    {
        var percentile = section.Require("percentile")?.AsNumber(section.NameOf("percentile"), 0, 100, remarks) ?? 0;
        var rest = ReadMedian(section);
        return new PercentileTermination(percentile, rest.StartupTrials, rest.WarmupSteps, rest.Interval, rest.MinTrials);
    }

    private static PatientTermination ReadPatient(Section section, Remarks remarks)
    {
        var patience = section.Require("patience")?.AsWhole(section.NameOf("patience"), 0, int.MaxValue, remarks) ?? 0;
        var delta = section.Take("min_delta")?.AsNumber(section.NameOf("min_delta"), 0, double.MaxValue, remarks) ?? 0;
        return new PatientTermination((int)patience, delta);
    }

    private static ThresholdTermination ReadThreshold(Section section, Remarks remarks)
    {
        var (lower, upper) = (section.Take("lower"), section.Take("upper"));
        var rule = new ThresholdTermination(
            lower?.AsNumber(section.NameOf("lower"), remarks),
            upper?.AsNumber(section.NameOf("upper"), remarks),
            section.TakeWhole("warmup_steps", 0) ?? 0,
            section.TakeWhole("interval", 1) ?? 1);
        if (lower is null && upper is null)
        {
            remarks.Error(section.Place, "early_terminate has neither lower nor upper", "type threshold needs at least one of them");
        }
        else if (rule.Lower > rule.Upper)
        {
            remarks.Error(
                upper!.Place,
                FormattableString.Invariant($"early_terminate has upper {rule.Upper} below lower {rule.Lower}"),
                "upper must be at least lower");
        }

        return rule;
    }

    private static WilcoxonTermination ReadWilcoxon(Section section, Remarks remarks)
    {
        var defaults = new WilcoxonTermination();
        return new WilcoxonTermination(
            section.Take("p_threshold")?.AsNumber(section.NameOf("p_threshold"), 1e-9, 0.5, remarks) ?? defaults.PThreshold,
            section.TakeWhole("startup_steps", 2) ?? defaults.StartupSteps);
    }
}
