namespace SweepCluster.Dashboard;

/// <summary>Where the dashboard listens and who may use it.</summary>
/// <param name="Url">Where to listen, such as <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</param>
public sealed record DashboardOptions(string Url)
{
    /// <summary>
    /// True to ask for a key although only this machine can reach the address. Elsewhere a key is asked for in any case, but for
    /// <see cref="IsInsecure"/>. Default: false.
    /// </summary>
    public bool RequiresLogin { get; init; }

    /// <summary>True to let everybody who can reach the address do everything. Default: false.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>
    /// An operator's key that stands in no store, such as one that a secret of the deployment holds; at least 32 characters. Null for none.
    /// </summary>
    public string? OperatorKey { get; init; }

    /// <summary>
    /// A folder for the keys that sessions of browsers are sealed with; it is made if it is not there. Sessions then outlive the process
    /// and hold with every dashboard that shares the folder, and whoever reads it can forge them. Null for keys that end with the process.
    /// </summary>
    public string? SessionKeys { get; init; }
}
