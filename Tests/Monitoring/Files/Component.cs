using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Monitoring.Tests.Files;

/// <summary>Where the files lie that this project is about.</summary>
internal static class Component
{
    /// <summary>The dashboards of Grafana, by file name.</summary>
    public static readonly string[] Boards = ["sweep-cluster.json", "sweep.json"];

    /// <summary>The kustomize component.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "k8s", "components", "monitoring");

    /// <summary>The tests of rules that promtool runs.</summary>
    public static string RuleTests { get; } = Path.Combine(Repository.Root, "Tests", "Monitoring", "Rules");

    /// <summary>The text of a file of the component.</summary>
    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    /// <summary>The text of a page of the documentation.</summary>
    public static string Page(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));
}
