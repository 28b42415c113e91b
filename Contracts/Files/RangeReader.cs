using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads the ranges: every distribution with <c>min</c> and <c>max</c>.</summary>
internal sealed class RangeReader(Section parameter, string distribution, Remarks remarks)
{
    /// <summary>Stands for a range without a distribution: of whole numbers when its bounds are written as such.</summary>
    public const string Inferred = "";

    private const long LargestWhole = 1L << 53;
    private const double MostLevels = 1e9;

    /// <summary>e to this power is still a finite number, and e to its negative is not yet 0.</summary>
    private const double LargestExponent = 700;

    private bool IsLog => distribution.Contains("log", StringComparison.Ordinal);

    public Domain? Read()
    {
        var min = ReadBound("min");
        var max = ReadBound("max");
        var q = ReadStep();
        if (min is not { } low || max is not { } high || (q is null && parameter.Has("q")))
        {
            return null;
        }

        if (!IsOrdered(low, high) || (IsLog && !HasLogarithm(low, high)))
        {
            return null;
        }

        return distribution == "log_uniform" ? FromExponents(low, high) : FromValues(low, high, q);
    }

    private Bound? ReadBound(string key)
    {
        var node = parameter.Require(key);
        double? number = distribution == "int_uniform"
            ? node?.AsWhole(parameter.NameOf(key), -LargestWhole, LargestWhole, remarks)
            : node?.AsNumber(parameter.NameOf(key), remarks);
        return number is null ? null : new Bound(number.Value, (ScalarNode)node!);
    }

    private Bound? ReadStep()
    {
        if (distribution is "uniform" or "log_uniform" or "log_uniform_values" || parameter.Take("q") is not { } node)
        {
            return null;
        }

        double? number = distribution == "int_uniform"
            ? node.AsWhole(parameter.NameOf("q"), 1, LargestWhole, remarks)
            : node.AsPositive(parameter.NameOf("q"), remarks);
        return number is null ? null : new Bound(number.Value, (ScalarNode)node);
    }

    private bool IsOrdered(Bound min, Bound max)
    {
        if (max.Number < min.Number)
        {
            remarks.Error(
                max.Place,
                $"{parameter.Title} has max {max.Text} below min {min.Text}",
                "max must be at least min");
            return false;
        }

        if (!double.IsFinite(max.Number - min.Number))
        {
            remarks.Error(
                max.Place,
                $"{parameter.Title} has a range from {min.Text} to {max.Text}",
                "its width must be a finite number");
            return false;
        }

        return true;
    }

    private bool HasLogarithm(Bound min, Bound max)
    {
        if (distribution == "log_uniform" && (min.Number < -LargestExponent || max.Number > LargestExponent))
        {
            remarks.Error(
                min.Place,
                $"{parameter.Title} has bounds {min.Text} and {max.Text}",
                FormattableString.Invariant(
                    $"they are exponents of e, so they must be between {-LargestExponent} and {LargestExponent}"));
            return false;
        }

        if (distribution != "log_uniform" && min.Number <= 0)
        {
            remarks.Error(min.Place, $"{parameter.Title} has min {min.Text}", "a logarithmic range must begin above 0");
            return false;
        }

        return true;
    }

    private Domain FromExponents(Bound min, Bound max)
    {
        var (low, high) = (Math.Exp(min.Number), Math.Exp(max.Number));
        if (min.Number > 0 && (max.Number <= 1 || max.Number >= 10 * min.Number))
        {
            remarks.Warn(
                min.Place,
                $"{parameter.Title} has the distribution log_uniform, whose bounds are exponents of e",
                FormattableString.Invariant(
                    $"this range is {low:G4} to {high:G4}; if {min.Text} to {max.Text} is meant, use log_uniform_values"));
        }

        return Finish(new LogUniformDistribution(low, high), min with { Number = low }, max with { Number = high }, isWhole: false);
    }

    private Domain? FromValues(Bound min, Bound max, Bound? step)
    {
        var isWhole = distribution is not ("uniform" or "log_uniform_values")
            && min.IsWhole && max.IsWhole && step is null or { IsWhole: true };
        var q = step?.Number ?? (isWhole || distribution.StartsWith("q_", StringComparison.Ordinal) ? 1 : null);
        if (!AreCountable(min, max, q, isWhole))
        {
            return null;
        }

        if (q is { } size)
        {
            max = LowerToLevel(min, max, size);
        }

        Distribution range = IsLog
            ? new LogUniformDistribution(min.Number, max.Number, q, isWhole)
            : new UniformDistribution(min.Number, max.Number, q, isWhole);
        return Finish(range, min, max, isWhole);
    }

    private bool AreCountable(Bound min, Bound max, double? q, bool isWhole)
    {
        if (isWhole && Math.Max(Math.Abs(min.Number), Math.Abs(max.Number)) > LargestWhole)
        {
            remarks.Error(
                max.Place,
                $"{parameter.Title} has whole numbers from {min.Text} to {max.Text}",
                "they must be between -2^53 and 2^53");
            return false;
        }

        if (!isWhole && (max.Number - min.Number) / q > MostLevels)
        {
            remarks.Error(
                max.Place,
                $"{parameter.Title} has more than a thousand million levels",
                "use a greater q, or a distribution without q");
            return false;
        }

        return true;
    }

    private Bound LowerToLevel(Bound min, Bound max, double q)
    {
        if (Levels.Reach(min.Number, max.Number, q))
        {
            return max;
        }

        var last = min.Number + (Levels.Steps(min.Number, max.Number, q) * q);
        remarks.Warn(
            max.Place,
            FormattableString.Invariant(
                $"{parameter.Title} has max {max.Text}, which whole steps of {q} from {min.Text} do not reach"),
            FormattableString.Invariant($"its greatest value is {last}"));
        return max with { Number = last };
    }

    private static Domain Finish(Distribution range, Bound min, Bound max, bool isWhole) =>
        new(range, [min.ToValue(isWhole), max.ToValue(isWhole)]);

    /// <summary>An end of the range, or its step, with the text that messages repeat.</summary>
    private readonly record struct Bound(double Number, string Text, bool IsWhole, Place Place)
    {
        public Bound(double number, ScalarNode node)
            : this(number, node.Text, node.Value?.Kind == ParameterValueKind.Integer, node.Place)
        {
        }

        public Located<ParameterValue> ToValue(bool isWhole) =>
            new(isWhole ? ParameterValue.Of((long)Number) : ParameterValue.Of(Number), Place);
    }
}
