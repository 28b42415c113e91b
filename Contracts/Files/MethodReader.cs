using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>method</c>: a name, or a mapping of a type and its options.</summary>
internal static class MethodReader
{
    private static readonly string[] Names = ["auto", "grid", "random", "sobol", "halton", "tpe", "gp", "cmaes", "de", "nsga2", "bohb", "dehb"];

    public static Located<MethodSpec>? Read(Section sweep, Remarks remarks)
    {
        if (sweep.Require("method") is not { } node)
        {
            return null;
        }

        if (node is ScalarNode)
        {
            return ReadName(node, remarks) is { } name ? new Located<MethodSpec>(Plain(name), node.Place) : null;
        }

        var method = Section.Open(node, "method", $"{string.Join(", ", Names)} or a mapping with one of them as type", remarks);
        if (method?.Require("type") is not { } type || ReadName(type, remarks) is not { } named)
        {
            return null;
        }

        var spec = Plain(named) switch
        {
            TpeMethod tpe => ReadTpe(method, tpe),
            CmaesMethod => ReadCmaes(method),
            DehbMethod dehb => new DehbMethod(method.TakeWhole("population", 4, 10_000) ?? dehb.Population),
            BohbMethod bohb => ReadBohb(method, bohb, remarks),
            GaussianProcessMethod gp => new GaussianProcessMethod(method.TakeWhole("startup_trials", 1) ?? gp.StartupTrials),
            DifferentialEvolutionMethod de => new DifferentialEvolutionMethod(method.TakeWhole("population", 4, 10_000) ?? de.Population),
            GeneticMethod nsga2 => new GeneticMethod(method.TakeWhole("population", 2, 10_000) ?? nsga2.Population),
            var plain => plain,
        };
        method.Finish();
        return new Located<MethodSpec>(spec, type.Place);
    }

    private static string? ReadName(Node node, Remarks remarks)
    {
        if (node is ScalarNode { Text: "bayes" })
        {
            remarks.Error(
                node.Place,
                "method is 'bayes', which SweepCluster does not have",
                "use gp or tpe");
            return null;
        }

        return node.AsChoice("method", Names, remarks);
    }

    private static MethodSpec Plain(string name) => name switch
    {
        "auto" => new AutoMethod(),
        "grid" => new GridMethod(),
        "random" => new RandomMethod(),
        "sobol" => new SobolMethod(),
        "halton" => new HaltonMethod(),
        "gp" => new GaussianProcessMethod(),
        "cmaes" => new CmaesMethod(),
        "de" => new DifferentialEvolutionMethod(),
        "nsga2" => new GeneticMethod(),
        "bohb" => new BohbMethod(),
        "dehb" => new DehbMethod(),
        _ => new TpeMethod(),
    };

    private static TpeMethod ReadTpe(Section method, TpeMethod defaults) => new(
        method.TakeWhole("startup_trials", 1) ?? defaults.StartupTrials,
        method.TakeWhole("candidates", 1, 10_000) ?? defaults.Candidates);

    private static CmaesMethod ReadCmaes(Section method) => new(
        method.TakeWhole("population", 4, 10_000),
        method.TakeChoice("restarts", "ipop", "bipop") == "bipop" ? CmaesRestarts.Bipop : null);

    private static BohbMethod ReadBohb(Section method, BohbMethod defaults, Remarks remarks) => new(
        method.TakeWhole("candidates", 1, 10_000) ?? defaults.Candidates,
        method.Take("random_share")?.AsNumber(method.NameOf("random_share"), 0, 1, remarks) ?? defaults.RandomShare);
}
