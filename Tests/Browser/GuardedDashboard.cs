using SweepCluster.Contracts.Access;

namespace SweepCluster.Browser.Tests;

/// <summary>The dashboard where it asks for keys.</summary>
public sealed class GuardedDashboard : Dashboard
{
    public GuardedDashboard()
        : base(requiresLogin: true) =>
        (Operator, Viewer, Revocable) = (Cluster.Key(AccessRole.Operator), Cluster.Key(AccessRole.Viewer), Cluster.Key(AccessRole.Viewer));

    /// <summary>An operator's key.</summary>
    public string Operator { get; }

    /// <summary>A viewer's key.</summary>
    public string Viewer { get; }

    /// <summary>A viewer's key that one test revokes.</summary>
    public string Revocable { get; }

    /// <summary>Signs in by the form and waits until the page behind it is alive.</summary>
    public async Task<Visit> SignInAsync(string key, string path)
    {
        var visit = await OpenAsync(path);
        await visit.Page.GetByLabel("Key").FillAsync(key);
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**" + path);
        return visit;
    }
}
