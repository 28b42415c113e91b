using k8s.Models;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>Reads selectors and ports of network policies.</summary>
internal static class Network
{
    /// <summary>Every selector of pods in a policy by itself, with what it stands for; those of other namespaces left aside.</summary>
    public static IEnumerable<(string Name, IDictionary<string, string> Labels)> Selectors(V1NetworkPolicy policy) =>
        Alternatives(policy.Spec.PodSelector)
            .Concat(Peers(policy).Where(peer => peer is { NamespaceSelector: null, PodSelector: not null }).SelectMany(peer => Alternatives(peer.PodSelector)))
            .Select(labels => ($"NetworkPolicy {policy.Name()}", labels));

    /// <summary>True when the labels choose the pods of a deployment.</summary>
    public static bool Matches(IDictionary<string, string> labels, V1Deployment deployment) => labels.All(
        label => deployment.Spec.Template.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    /// <summary>True when a pod opens a port of that name or number.</summary>
    public static bool Opens(V1Deployment deployment, string port) => deployment.Spec.Template.Spec.Containers.Any(container =>
        container.Ports.Any(open => open.Name == port || $"{open.ContainerPort}" == port));

    /// <summary>The ports of rules between pods of this namespace that no pod on the receiving side opens.</summary>
    public static IEnumerable<string> MissingPorts(V1NetworkPolicy policy, IReadOnlyList<V1Deployment> deployments)
    {
        var received = (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? []).Select(port => (Labels: Alternatives(policy.Spec.PodSelector), port.Port));
        var sent = (policy.Spec.Egress ?? [])
            .Where(rule => rule.To?.Any(peer => peer is { PodSelector: not null, NamespaceSelector: null }) == true)
            .SelectMany(rule => rule.Ports.Select(port => (Labels: rule.To.SelectMany(peer => Alternatives(peer.PodSelector)), port.Port)));
        return received.Concat(sent)
            .Where(rule => !deployments.Any(pod => rule.Labels.Any(labels => Matches(labels, pod)) && Opens(pod, rule.Port.Value)))
            .Select(rule => $"NetworkPolicy {policy.Name()} opens a port {rule.Port.Value} that nobody listens on");
    }

    private static IEnumerable<V1NetworkPolicyPeer> Peers(V1NetworkPolicy policy) =>
        (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? []));

    /// <summary>A selector as sets of labels, of which one must match; the only operator in use is In.</summary>
    private static IEnumerable<IDictionary<string, string>> Alternatives(V1LabelSelector selector)
    {
        var labels = selector.MatchLabels ?? new Dictionary<string, string>();
        return selector.MatchExpressions is not [var expression]
            ? [labels]
            : expression.Values.Select(value => (IDictionary<string, string>)new Dictionary<string, string>(labels) { [expression.Key] = value });
    }
}
