using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace SweepCluster.Monitoring.Tests.Files;

/// <summary>A rule of Prometheus, as its file has it.</summary>
internal sealed class Rule
{
    private static readonly IDeserializer Reader = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    public string? Alert { get; set; }

    public string? Record { get; set; }

    public string Expr { get; set; } = "";

    public string For { get; set; } = "";

    public Dictionary<string, string> Labels { get; set; } = [];

    public Dictionary<string, string> Annotations { get; set; } = [];

    public static IReadOnlyList<Rule> Alerts { get; } = Read("alerts.yaml");

    public static IReadOnlyList<Rule> Records { get; } = Read("records.yaml");

    private static Rule[] Read(string file) => [.. Reader.Deserialize<Resource>(Component.Text(file)).Spec.Groups.SelectMany(group => group.Rules)];

    private sealed class Resource
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";

        public object? Metadata { get; set; }

        public Specification Spec { get; set; } = new();
    }

    private sealed class Specification
    {
        public List<Group> Groups { get; set; } = [];
    }

    private sealed class Group
    {
        public string Name { get; set; } = "";

        public List<Rule> Rules { get; set; } = [];
    }
}
