using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace SweepCluster.Monitoring.Tests.Files;

/// <summary>A test of rules that promtool runs, as far as this project asks what it tests.</summary>
internal sealed class RuleTest
{
    private static readonly IDeserializer Reader = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build();

    public List<AlertMoment> AlertRuleTest { get; set; } = [];

    public List<Expression> PromqlExprTest { get; set; } = [];

    public static IReadOnlyList<RuleTest> All { get; } =
        [.. Directory.GetFiles(Component.RuleTests).SelectMany(file => Reader.Deserialize<Contents>(File.ReadAllText(file)).Tests)];

    internal sealed class AlertMoment
    {
        public string Alertname { get; set; } = "";

        public List<object> ExpAlerts { get; set; } = [];
    }

    internal sealed class Expression
    {
        public string Expr { get; set; } = "";
    }

    private sealed class Contents
    {
        public List<RuleTest> Tests { get; set; } = [];
    }
}
