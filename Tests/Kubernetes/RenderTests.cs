using System.Reflection;
using SweepCluster.EndToEnd.Tests;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>Every overlay is one that Kubernetes would take: fields it knows, of its types, none missing.</summary>
public sealed class RenderTests
{
    private static readonly string CheckScript = Path.Combine(
        typeof(RenderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SchemaWork").Value!, "check.mjs");

    public static TheoryData<string> Overlays { get; } = new(Manifests.Overlays);

    [Fact]
    public void Overlays_AreThoseOfTheDocumentation()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "kubernetes.md"));

        Assert.Equal(["cpu", "gpu", "gpu-timeslice", "local"], Manifests.Overlays);
        Assert.All(Manifests.Overlays, overlay => Assert.Contains($"k8s/overlays/{overlay}", page, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Overlay_ReadStrictly_HasNoUnknownField(string overlay)
    {
        var manifests = Manifests.Of(overlay);

        Assert.Equal(manifests.Documents.Count, manifests.Objects.Count + manifests.Custom.Count());
    }

    [Theory, MemberData(nameof(Overlays))]
    public void Overlay_AgainstTheSchemas_HasNoWrongTypeAndNothingMissing(string overlay) =>
        Assert.Empty(Check(Manifests.Of(overlay).Yaml));

    [Fact]
    public void Read_UnknownField_IsRefused() => Assert.Throws<YamlException>(
        () => Manifests.Read(Manifests.Of("cpu").Yaml.Replace("minReadySeconds:", "minReadySecond:", StringComparison.Ordinal)));

    [Theory]
    [InlineData("replicas: 2", "replicas: two", "replicas must be")]
    [InlineData("maxReplicas: 8\n", "\n", "maxReplicas")]
    [InlineData("kind: PodDisruptionBudget", "kind: PodDisruptionBudgets", "PodDisruptionBudgets")]
    public void Check_BrokenManifest_NamesWhatIsWrong(string good, string bad, string named)
    {
        var yaml = Manifests.Of("cpu").Yaml;
        Assert.Contains(good, yaml, StringComparison.Ordinal);

        Assert.Contains(named, Check(yaml.Replace(good, bad, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string Check(string yaml)
    {
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().Build();
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<YamlDotNet.Core.Events.StreamStart>();
        var documents = new List<string>();
        var toJson = new SerializerBuilder().JsonCompatible().Build();
        while (parser.Accept<YamlDotNet.Core.Events.DocumentStart>(out _))
        {
            documents.Add(toJson.Serialize(deserializer.Deserialize(parser)!));
        }

        return Commands.Run("node", [CheckScript], $"[{string.Join(',', documents)}]");
    }
}
