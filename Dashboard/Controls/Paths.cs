namespace SweepCluster.Dashboard.Controls;

/// <summary>Where pages are.</summary>
internal static class Paths
{
    /// <summary>A sweep's page, or one of its tabs.</summary>
    public static string Sweep(string id, string tab = "") => $"/sweeps/{Uri.EscapeDataString(id)}{(tab.Length == 0 ? "" : "/" + tab)}";

    /// <summary>A trial's page.</summary>
    public static string Trial(string sweep, int number) => FormattableString.Invariant($"{Sweep(sweep)}/trials/{number}");

    /// <summary>Trials side by side.</summary>
    public static string Compare(string sweep, IEnumerable<int> trials) => $"{Sweep(sweep)}/compare?t={string.Join(',', trials)}";

    /// <summary>A new sweep that starts from another's definition.</summary>
    public static string Clone(string sweep) => $"/sweeps/new?from={Uri.EscapeDataString(sweep)}";
}
