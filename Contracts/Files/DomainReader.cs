using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads the possible values of one parameter, and finishes its section.</summary>
internal static class DomainReader
{
    private static readonly string[] Distributions =
    [
        "categorical", "constant", "int_uniform", "uniform", "q_uniform", "log_uniform", "log_uniform_values",
        "q_log_uniform_values", "normal", "log_normal",
    ];

    public static Domain? Read(Section parameter, Remarks remarks)
    {
        if (NameDistribution(parameter, remarks) is not { } distribution)
        {
            return null;
        }

        var domain = distribution switch
        {
            "constant" => ReadConstant(parameter, remarks),
            "categorical" => CategoricalReader.Read(parameter, remarks),
            "normal" or "log_normal" => ReadNormal(parameter, distribution, remarks),
            _ => new RangeReader(parameter, distribution, remarks).Read(),
        };
        parameter.Finish();
        return domain;
    }

    private static string? NameDistribution(Section parameter, Remarks remarks)
    {
        if (parameter.Take("distribution") is { } node)
        {
            return node.AsChoice(parameter.NameOf("distribution"), Distributions, remarks);
        }

        if (parameter.Has("value"))
        {
            return "constant";
        }

        if (parameter.Has("values"))
        {
            return "categorical";
        }

        if (parameter.Has("min") || parameter.Has("max"))
        {
            return RangeReader.Inferred;
        }

        remarks.Error(
            parameter.Place,
            $"{parameter.Title} has no values",
            "give value, values, min and max, or a distribution");
        return null;
    }

    private static Domain? ReadConstant(Section parameter, Remarks remarks)
    {
        var node = parameter.Require("value");
        return node?.AsValue(parameter.NameOf("value"), remarks) is { } value
            ? new Domain(new ConstantDistribution(value), [new Located<ParameterValue>(value, node.Place)])
            : null;
    }

    private static Domain ReadNormal(Section parameter, string distribution, Remarks remarks)
    {
        var mu = parameter.Take("mu")?.AsNumber(parameter.NameOf("mu"), remarks) ?? 0;
        var sigma = parameter.TakePositive("sigma") ?? 1;
        Distribution normal = distribution == "normal" ? new NormalDistribution(mu, sigma) : new LogNormalDistribution(mu, sigma);
        return new Domain(normal, []);
    }
}
