namespace SweepCluster.Kubernetes.Tests;

/// <summary>The policies hold for every overlay, and each finds what it is there for.</summary>
public sealed class PolicyTests
{
    public static MatrixTheoryData<string, string> Everywhere { get; } = new(Manifests.Overlays, Policies.All.Keys);

    [Theory, MemberData(nameof(Everywhere))]
    public void Policy_InOverlay_Holds(string overlay, string policy) => Assert.Empty(Policies.All[policy](Manifests.Of(overlay)));

    [Theory]
    [InlineData("images are pinned", ":0.1.0", ":latest")]
    [InlineData("images are pinned", "/sweepcluster:0.1.0", "/sweepcluster")]
    [InlineData("containers are restricted", "runAsNonRoot: true", "runAsNonRoot: false")]
    [InlineData("containers are restricted", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false")]
    [InlineData("containers are restricted", "- ALL", "- NET_RAW")]
    [InlineData("containers are restricted", "sizeLimit: 8Gi", "medium: Memory")]
    [InlineData("containers have limits", "memory: 8Gi", "ephemeral-storage: 8Gi")]
    [InlineData("nobody has a token or a role", "automountServiceAccountToken: false", "automountServiceAccountToken: true")]
    [InlineData(
        "nobody has a token or a role",
        "apiVersion: v1\nkind: Namespace",
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\n---\napiVersion: v1\nkind: Namespace")]
    [InlineData("graphics processors are only where they are asked for", "value: void", "value: all")]
    [InlineData("graphics processors are only where they are asked for", "operator: Exists", "operator: Equal")]
    [InlineData("graphics processors are only where they are asked for", "maxSurge: 0", "maxSurge: 1")]
    [InlineData("selectors find pods", "sweepcluster/role: devices\n  unhealthy", "sweepcluster/role: device\n  unhealthy")]
    [InlineData("selectors find pods", "selector:\n    app.kubernetes.io/component: dashboard", "selector:\n    app.kubernetes.io/component: board")]
    [InlineData("ports that are named exist", "containerPort: 9464\n          name: monitor", "containerPort: 9464\n          name: metrics")]
    [InlineData("ports that are named exist", "port: 11111", "port: 11112")]
    [InlineData("references resolve", "claimName: sweepcluster-shared", "claimName: sweepcluster-share")]
    [InlineData("references resolve", "serviceAccountName: sweepcluster-silo", "serviceAccountName: default")]
    [InlineData("references resolve", "key: SWEEP_Cluster__ClusterId", "key: SWEEP_Cluster__Id")]
    [InlineData("autoscalers have something to scale", "scaleTargetRef:\n    name: sweepcluster-devices", "scaleTargetRef:\n    name: sweepcluster-device")]
    [InlineData("there is time to stop", "terminationGracePeriodSeconds: 150", "terminationGracePeriodSeconds: 120")]
    [InlineData("there is time to stop", "path: /drain\n              port: monitor", "path: /drain\n              port: monitor", "preStop", "postStart")]
    [InlineData("all objects share a namespace", "namespace: sweepcluster", "namespace: default")]
    [InlineData("nothing comes in or goes out by default", "podSelector: {}", "podSelector: {matchLabels: {a: b}}")]
    public void Policy_BrokenManifest_FindsIt(string policy, string good, string bad, string alsoGood = "", string alsoBad = "")
    {
        var yaml = Manifests.Of("gpu").Yaml;
        Assert.Contains(good, yaml, StringComparison.Ordinal);
        yaml = yaml.Replace(good, bad, StringComparison.Ordinal);
        yaml = alsoGood.Length > 0 ? yaml.Replace(alsoGood, alsoBad, StringComparison.Ordinal) : yaml;

        Assert.NotEmpty(Policies.All[policy](Manifests.Read(yaml)));
    }

    [Theory]
    [InlineData("PodMonitor", "podMetricsEndpoints", "silo", "monitor", true)]
    [InlineData("PodMonitor", "podMetricsEndpoints", "silo", "http", false)]
    [InlineData("PodMonitor", "podMetricsEndpoints", "silos", "monitor", false)]
    [InlineData("ServiceMonitor", "endpoints", "dashboard", "http", true)]
    [InlineData("ServiceMonitor", "endpoints", "dashboard", "monitor", false)]
    public void Monitors_Missing_FindsWhatIsNotThere(string kind, string endpoints, string component, string port, bool isThere)
    {
        var yaml = $$"""
            {{Manifests.Of("cpu").Yaml}}
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: {{kind}}
            metadata: {name: watch, namespace: sweepcluster}
            spec:
              selector: {matchLabels: {app.kubernetes.io/component: {{component}} } }
              {{endpoints}}: [{port: {{port}} }]
            """;

        Assert.Equal(isThere, !Monitors.Missing(Manifests.Read(yaml)).Any());
    }
}
