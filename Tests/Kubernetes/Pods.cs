using System.Text;
using k8s.Models;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>The pods of an overlay.</summary>
internal static class Pods
{
    /// <summary>The variables as the kubelet would set them.</summary>
    public static Dictionary<string, string> Environment(string overlay, string deployment)
    {
        var manifests = Manifests.Of(overlay);
        var container = Container(overlay, deployment);
        var variables = new Dictionary<string, string>();
        foreach (var map in (container.EnvFrom ?? []).Select(source => Map(manifests, source.ConfigMapRef.Name)))
        {
            foreach (var (key, value) in map)
            {
                variables[key] = value;
            }
        }

        foreach (var variable in container.Env)
        {
            variables[variable.Name] = variable switch
            {
                { ValueFrom.FieldRef.FieldPath: "status.podIP" } => "10.1.2.3",
                { ValueFrom.FieldRef.FieldPath: "metadata.name" } => deployment,
                { ValueFrom.FieldRef: { } field } => throw new InvalidOperationException($"{variable.Name} comes from {field.FieldPath}."),
                { ValueFrom.ConfigMapKeyRef: { } key } => Map(manifests, key.Name)[key.Key],
                { ValueFrom.SecretKeyRef: { } key } => Secret(key.Key),
                _ => variable.Value ?? "",
            };
        }

        return variables;
    }

    /// <summary>A deployment by its name.</summary>
    public static V1Deployment Deployment(string overlay, string name) => Manifests.Of(overlay).Deployments.Single(deployment => deployment.Name() == name);

    /// <summary>The one container of a deployment's pods.</summary>
    public static V1Container Container(string overlay, string deployment) => Deployment(overlay, deployment).Spec.Template.Spec.Containers.Single();

    /// <summary>The secrets as the local overlay draws them.</summary>
    private static string Secret(string key) =>
        Encoding.UTF8.GetString(Manifests.Of("local").Of<V1Secret>().Single().Data[key]);

    private static IDictionary<string, string> Map(Manifests manifests, string name) =>
        manifests.Of<V1ConfigMap>().Single(map => map.Name() == name).Data;
}
