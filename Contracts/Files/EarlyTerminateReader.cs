using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>early_terminate</c>.</summary>
internal static class EarlyTerminateReader
{
    private static readonly string[] Types = ["none", "asha", "median"];

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
        return section is null || ReadType(section, remarks) is not { } type
            ? none
            : new Located<EarlyTerminateSpec>(ReadOptions(section, type, remarks), node.Place);
    }

    private static string? ReadType(Section section, Remarks remarks)
    {
        var node = section.Require("type");
        if (node is not ScalarNode { Text: "hyperband" })
        {
            return node?.AsChoice(section.NameOf("type"), Types, remarks);
        }

        remarks.Error(
            node.Place,
            "early_terminate is 'hyperband', which SweepCluster does not have",
            "use {type: asha, min_iter: …, max_iter: …, eta: …}");
        return null;
    }

    private static EarlyTerminateSpec ReadOptions(Section section, string type, Remarks remarks)
    {
        EarlyTerminateSpec spec = type switch
        {
            "asha" => ReadAsha(section, remarks),
            "median" => ReadMedian(section),
            _ => new NoEarlyTermination(),
        };
        section.Finish();
        return spec;
    }

    private static AshaTermination ReadAsha(Section section, Remarks remarks)
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

        return new AshaTermination(min, max, section.TakeWhole("eta", 2) ?? 3);
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
}
