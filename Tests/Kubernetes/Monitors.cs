using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>The Prometheus operator's monitors, whose selectors and ports Kubernetes does not check.</summary>
internal static class Monitors
{
    /// <summary>Monitors that find no pod or service, and ports of theirs that are not open.</summary>
    public static IEnumerable<string> Missing(Manifests manifests) => manifests.Custom.SelectMany(custom => custom["kind"].ToString() switch
    {
        "PodMonitor" => Missing(
            custom, "podMetricsEndpoints", labels => manifests.Deployments.Where(pod => Network.Matches(labels, pod)), Network.Opens),
        "ServiceMonitor" => Missing(
            custom,
            "endpoints",
            labels => manifests.Of<V1Service>().Where(service => labels.All(label => service.Labels()?.Contains(label) == true)),
            (service, port) => service.Spec.Ports.Any(open => open.Name == port)),
        _ => [],
    });

    private static IEnumerable<string> Missing<T>(
        YamlMappingNode monitor, string endpoints, Func<IDictionary<string, string>, IEnumerable<T>> find, Func<T, string, bool> opens)
    {
        var name = $"{monitor["kind"]} {monitor["metadata"]["name"]}";
        var labels = ((YamlMappingNode)monitor["spec"]["selector"]["matchLabels"]).ToDictionary(label => label.Key.ToString(), label => label.Value.ToString());
        var found = find(labels).ToList();
        if (found.Count == 0)
        {
            return [$"{name} finds nothing"];
        }

        return ((YamlSequenceNode)monitor["spec"][endpoints]).Select(endpoint => endpoint["port"].ToString())
            .Where(port => !found.TrueForAll(target => opens(target, port)))
            .Select(port => $"{name} asks at a port {port} that is not open");
    }
}
