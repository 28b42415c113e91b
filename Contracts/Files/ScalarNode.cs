using System.Globalization;
using System.Text.RegularExpressions;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>A scalar in the core schema of YAML 1.2: <c>1e-5</c> is a number, <c>yes</c> and anything quoted a text.</summary>
internal sealed partial record ScalarNode(Place Place, string Text, bool IsQuoted) : Node(Place)
{
    private const int LongestQuote = 60;

    public override string Description => IsEmpty ? "empty" : IsNotFinite || Value is { IsNumber: true } ? Quoted : $"'{Quoted}'";

    public bool IsEmpty => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>True for NaN, the infinities, and numbers too large for a double.</summary>
    public bool IsNotFinite => !IsQuoted && (NotFinite().IsMatch(Text) || (Number().IsMatch(Text) && !double.IsFinite(ParseReal())));

    /// <summary>The scalar as a parameter's value; null when it is empty or not finite.</summary>
    public ParameterValue? Value
    {
        get
        {
            if (IsQuoted)
            {
                return ParameterValue.Of(Text);
            }

            return IsEmpty || IsNotFinite ? null : Plain();
        }
    }

    private string Quoted => Text.Length <= LongestQuote ? Text : Text[..LongestQuote] + "…";

    private ParameterValue Plain() => Text switch
    {
        "true" or "True" or "TRUE" => ParameterValue.Of(true),
        "false" or "False" or "FALSE" => ParameterValue.Of(false),
        _ when Whole().IsMatch(Text) && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
            ParameterValue.Of(whole),
        _ when Number().IsMatch(Text) => ParameterValue.Of(ParseReal()),
        _ when Based().Match(Text) is { Success: true } match => ParameterValue.Of(ParseBased(match)),
        _ => ParameterValue.Of(Text),
    };

    private double ParseReal() => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static long ParseBased(Match match) =>
        Convert.ToInt64(match.Groups["digits"].Value, match.Groups["base"].Value == "x" ? 16 : 8);

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^0((?<base>x)(?<digits>[0-9a-fA-F]{1,15})|(?<base>o)(?<digits>[0-7]{1,20}))\z")]
    private static partial Regex Based();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex NotFinite();
}
