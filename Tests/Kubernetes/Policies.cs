using k8s.Models;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>What must hold of every overlay beyond what Kubernetes itself asks. Each policy answers a line for everything that breaks it.</summary>
internal static class Policies
{
    private const string GpuPrefix = "nvidia.com/";
    private const string VisibleDevices = "NVIDIA_VISIBLE_DEVICES";

    /// <summary>All policies by name.</summary>
    public static IReadOnlyDictionary<string, Func<Manifests, IEnumerable<string>>> All { get; } =
        new Dictionary<string, Func<Manifests, IEnumerable<string>>>
        {
            ["images are pinned"] = Pinned,
            ["containers are restricted"] = Restricted,
            ["containers have limits"] = Limited,
            ["containers are probed"] = Probed,
            ["nobody has a token or a role"] = Powerless,
            ["graphics processors are only where they are asked for"] = Devices,
            ["selectors find pods"] = Selecting,
            ["ports that are named exist"] = Ports,
            ["references resolve"] = References,
            ["autoscalers have something to scale"] = Scaled,
            ["monitors find what they watch"] = Monitors.Missing,
            ["there is time to stop"] = Patience,
            ["all objects share a namespace"] = OneNamespace,
            ["no secret is in the repository"] = Secrets,
            ["nothing comes in or goes out by default"] = Denied,
        };

    private static IEnumerable<string> Pinned(Manifests manifests) =>
        from entry in manifests.Containers
        let name = entry.Container.Image[(entry.Container.Image.LastIndexOf('/') + 1)..]
        where !name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal)
        select $"{entry.Deployment.Name()} runs {entry.Container.Image}";

    private static IEnumerable<string> Restricted(Manifests manifests)
    {
        foreach (var (deployment, container) in manifests.Containers)
        {
            var pod = deployment.Spec.Template.Spec.SecurityContext;
            var own = container.SecurityContext;
            var holds = pod is { RunAsNonRoot: true, RunAsUser: > 0, SeccompProfile.Type: "RuntimeDefault" }
                && own is { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true, Privileged: not true }
                && own.Capabilities is { Drop: ["ALL"], Add: null };
            if (!holds || deployment.Spec.Template.Spec.HostNetwork == true)
            {
                yield return $"{deployment.Name()}/{container.Name} is not restricted";
            }
        }

        foreach (var volume in manifests.Deployments.SelectMany(deployment => deployment.Spec.Template.Spec.Volumes ?? []))
        {
            if (volume.HostPath is not null || volume.EmptyDir is { SizeLimit: null })
            {
                yield return $"the volume {volume.Name} is the node's or has no limit";
            }
        }
    }

    private static IEnumerable<string> Limited(Manifests manifests) =>
        from entry in manifests.Containers
        from resource in (string[])["cpu", "memory"]
        where entry.Container.Resources?.Requests?.ContainsKey(resource) != true || entry.Container.Resources.Limits?.ContainsKey(resource) != true
        select $"{entry.Deployment.Name()} has no request or no limit of {resource}";

    private static IEnumerable<string> Probed(Manifests manifests) =>
        from entry in manifests.Containers
        let container = entry.Container
        where container.StartupProbe is null || container.LivenessProbe is null || container.ReadinessProbe is null
        select $"{entry.Deployment.Name()} lacks a probe";

    private static IEnumerable<string> Powerless(Manifests manifests) =>
    [
        .. manifests.Of<V1ServiceAccount>().Where(account => account.AutomountServiceAccountToken != false).Select(account => $"{account.Name()} has a token"),
        .. manifests.Deployments.Where(deployment => deployment.Spec.Template.Spec is not { AutomountServiceAccountToken: false, ServiceAccountName.Length: > 0 })
            .Select(deployment => $"{deployment.Name()} has a token or no account"),
        .. manifests.Documents.Select(document => document["kind"].ToString()).Where(kind => kind.Contains("Role", StringComparison.Ordinal)),
    ];

    private static IEnumerable<string> Devices(Manifests manifests)
    {
        foreach (var (deployment, container) in manifests.Containers)
        {
            var pod = deployment.Spec.Template.Spec;
            var visible = container.Env?.SingleOrDefault(variable => variable.Name == VisibleDevices)?.Value;
            var hasGpu = container.Resources.Limits.Keys.Any(name => name.StartsWith(GpuPrefix, StringComparison.Ordinal));
            var isTolerated = pod.Tolerations?.Any(toleration => toleration is { Key: "nvidia.com/gpu", OperatorProperty: "Exists" }) == true;
            if (hasGpu && (!isTolerated || visible is not null || pod.Affinity?.NodeAffinity is null))
            {
                yield return $"{deployment.Name()} asks for a graphics processor, but tolerates no taint, chooses no node or hides it";
            }

            if (hasGpu && (deployment.Spec.Strategy.RollingUpdate.MaxSurge?.Value != "0" || pod.TopologySpreadConstraints is not null))
            {
                yield return $"{deployment.Name()} would wait for one graphics processor more than it has, or is spread over nodes";
            }

            if (!hasGpu && visible != "void")
            {
                yield return $"{deployment.Name()} asks for no graphics processor and might see all of them";
            }
        }
    }

    private static IEnumerable<string> Selecting(Manifests manifests)
    {
        var selectors = manifests.Of<V1Service>().Select(service => (Name: $"Service {service.Name()}", Labels: service.Spec.Selector))
            .Concat(manifests.Of<V1PodDisruptionBudget>().Select(budget => (Name: $"PodDisruptionBudget {budget.Name()}", Labels: budget.Spec.Selector.MatchLabels)))
            .Concat(manifests.Deployments.Select(deployment => (Name: $"Deployment {deployment.Name()}", Labels: deployment.Spec.Selector.MatchLabels)))
            .Concat(manifests.Of<V1NetworkPolicy>().SelectMany(Network.Selectors));
        return selectors.Where(selector => !manifests.Deployments.Any(deployment => Network.Matches(selector.Labels, deployment)))
            .Select(selector => $"{selector.Name} finds no pod");
    }

    private static IEnumerable<string> Ports(Manifests manifests)
    {
        foreach (var (deployment, container) in manifests.Containers)
        {
            var named = new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }
                .Select(probe => probe.HttpGet?.Port ?? probe.TcpSocket?.Port).Append(container.Lifecycle?.PreStop?.HttpGet?.Port);
            foreach (var port in named.OfType<IntOrString>().Where(port => !container.Ports.Any(open => open.Name == port.Value)))
            {
                yield return $"{deployment.Name()} has no port {port.Value}";
            }
        }

        foreach (var service in manifests.Of<V1Service>())
        {
            var pods = manifests.Deployments.Where(deployment => Network.Matches(service.Spec.Selector, deployment));
            foreach (var port in service.Spec.Ports.Where(port => !pods.All(pod => Network.Opens(pod, port.TargetPort.Value))))
            {
                yield return $"Service {service.Name()} sends to a port {port.TargetPort.Value} that nobody opens";
            }
        }

        foreach (var line in manifests.Of<V1NetworkPolicy>().SelectMany(policy => Network.MissingPorts(policy, manifests.Deployments)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> References(Manifests manifests)
    {
        var maps = manifests.Of<V1ConfigMap>().ToDictionary(map => map.Name(), map => map.Data.Keys);
        var claims = manifests.Of<V1PersistentVolumeClaim>().Select(claim => claim.Name()).ToHashSet();
        var accounts = manifests.Of<V1ServiceAccount>().Select(account => account.Name()).ToHashSet();
        foreach (var (deployment, container) in manifests.Containers)
        {
            var pod = deployment.Spec.Template.Spec;
            foreach (var map in (container.EnvFrom ?? []).Select(source => source.ConfigMapRef?.Name).OfType<string>().Where(map => !maps.ContainsKey(map)))
            {
                yield return $"{deployment.Name()} reads a ConfigMap {map} that is not there";
            }

            foreach (var key in (container.Env ?? []).Select(variable => variable.ValueFrom?.ConfigMapKeyRef).OfType<V1ConfigMapKeySelector>())
            {
                if (!maps.TryGetValue(key.Name, out var keys) || !keys.Contains(key.Key))
                {
                    yield return $"{deployment.Name()} reads {key.Key} of {key.Name}, which is not there";
                }
            }

            if (!accounts.Contains(pod.ServiceAccountName))
            {
                yield return $"{deployment.Name()} has an account {pod.ServiceAccountName} that is not there";
            }

            foreach (var claim in pod.Volumes.Select(volume => volume.PersistentVolumeClaim?.ClaimName).OfType<string>().Where(claim => !claims.Contains(claim)))
            {
                yield return $"{deployment.Name()} mounts a claim {claim} that is not there";
            }

            var volumes = pod.Volumes.Select(volume => volume.Name).ToHashSet();
            foreach (var mount in container.VolumeMounts.Where(mount => !volumes.Contains(mount.Name)))
            {
                yield return $"{deployment.Name()} mounts a volume {mount.Name} that is not there";
            }
        }
    }

    private static IEnumerable<string> Scaled(Manifests manifests)
    {
        var targets = manifests.Of<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Spec.ScaleTargetRef.Name)
            .Concat(manifests.Custom.Where(custom => custom["kind"].ToString() == "ScaledObject").Select(custom => custom["spec"]["scaleTargetRef"]["name"].ToString()));
        foreach (var target in targets)
        {
            if (manifests.Deployments.SingleOrDefault(deployment => deployment.Name() == target) is not { } deployment)
            {
                yield return $"there is no {target} to scale";
            }
            else if (deployment.Spec.Replicas is not null)
            {
                yield return $"{target} is scaled, and set to {deployment.Spec.Replicas} whenever the manifests are applied";
            }
        }
    }

    private static IEnumerable<string> Patience(Manifests manifests) =>
        from deployment in manifests.Deployments
        where deployment.Spec.Template.Spec.Containers.Any(container => container.Name == "silo")
        where deployment.Spec.Template.Spec.TerminationGracePeriodSeconds <= Silo.Hosting.ClusterSilo.ShutdownTimeout.TotalSeconds
            || deployment.Spec.Template.Spec.Containers[0].Lifecycle?.PreStop?.HttpGet is null
        select $"{deployment.Name()} is killed before it has drained";

    private static IEnumerable<string> OneNamespace(Manifests manifests) =>
        from item in manifests.Objects.OfType<k8s.IKubernetesObject<V1ObjectMeta>>()
        where item is not V1Namespace && item.Namespace() != "sweepcluster"
        select $"{item.Kind} {item.Name()} is in {item.Namespace() ?? "no namespace"}";

    /// <summary>The local overlay draws its own, into a file that git ignores; the others name one that is there already.</summary>
    private static IEnumerable<string> Secrets(Manifests manifests) =>
        from secret in manifests.Of<V1Secret>()
        where manifests.Deployments.All(deployment => deployment.Name() != "sweepcluster-postgres")
        select $"Secret {secret.Name()} is rendered from the repository";

    private static IEnumerable<string> Denied(Manifests manifests) =>
        manifests.Of<V1NetworkPolicy>().Any(policy =>
            policy.Spec is { PodSelector: { MatchLabels: null, MatchExpressions: null }, Ingress: null, Egress: null, PolicyTypes: ["Ingress", "Egress"] })
            ? []
            : ["no policy denies everything"];
}
