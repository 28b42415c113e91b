using k8s;
using k8s.Models;
using YamlDotNet.RepresentationModel;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>What an overlay renders to: its objects, those of Kubernetes itself read strictly into their types.</summary>
/// <param name="Yaml">The rendered text.</param>
/// <param name="Documents">Every object as YAML.</param>
/// <param name="Objects">The objects of Kubernetes itself.</param>
internal sealed record Manifests(string Yaml, IReadOnlyList<YamlMappingNode> Documents, IReadOnlyList<object> Objects)
{
    /// <summary>The overlays there are.</summary>
    public static IReadOnlyList<string> Overlays { get; } =
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "k8s", "overlays")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static readonly string[] CustomGroups = ["keda.sh/", "monitoring.coreos.com/"];
    private static readonly Dictionary<string, Lazy<Manifests>> Rendered =
        Overlays.ToDictionary(overlay => overlay, overlay => new Lazy<Manifests>(() => Render(overlay)));

    /// <summary>The workloads.</summary>
    public IReadOnlyList<V1Deployment> Deployments => Of<V1Deployment>();

    /// <summary>Every container with the deployment it belongs to.</summary>
    public IEnumerable<(V1Deployment Deployment, V1Container Container)> Containers => Deployments.SelectMany(
        deployment => deployment.Spec.Template.Spec.Containers
            .Concat(deployment.Spec.Template.Spec.InitContainers ?? []).Select(container => (deployment, container)));

    /// <summary>The objects of the custom resources, whose types are not Kubernetes' own.</summary>
    public IEnumerable<YamlMappingNode> Custom => Documents.Where(IsCustom);

    /// <summary>An overlay as <c>kubectl</c> would apply it, with secrets drawn as its README says.</summary>
    public static Manifests Of(string overlay) => Rendered[overlay].Value;

    /// <summary>Reads rendered text.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">A field is unknown, there twice, or of the wrong kind.</exception>
    public static Manifests Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var documents = stream.Documents.Select(document => (YamlMappingNode)document.RootNode).ToList();
        var own = documents.Where(document => !IsCustom(document)).Select(Text);
        return new Manifests(yaml, documents, KubernetesYaml.LoadAllFromString(string.Join("\n---\n", own), strict: true));
    }

    /// <summary>The objects of a type.</summary>
    public IReadOnlyList<T> Of<T>() => [.. Objects.OfType<T>()];

    private static Manifests Render(string overlay)
    {
        var copy = Directory.CreateTempSubdirectory("sweep-k8s-");
        try
        {
            Commands.Run("cp", ["-r", Path.Combine(Repository.Root, "k8s"), copy.FullName]);
            Commands.Run(Path.Combine(copy.FullName, "k8s", "overlays", "local", "make-secrets.sh"), []);
            return Read(Commands.Run("kubectl", ["kustomize", Path.Combine(copy.FullName, "k8s", "overlays", overlay)]));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static bool IsCustom(YamlMappingNode document) =>
        Array.Exists(CustomGroups, group => document["apiVersion"].ToString().StartsWith(group, StringComparison.Ordinal));

    private static string Text(YamlMappingNode document)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(document)).Save(text, assignAnchors: false);
        return text.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
    }
}
