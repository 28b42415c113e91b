using System.Security.Claims;
using SweepCluster.Contracts.Access;

namespace SweepCluster.Dashboard.Access;

/// <summary>Roles as claims name them; of each there is a policy of the same name.</summary>
internal static class Roles
{
    /// <summary>May see everything.</summary>
    public const string Viewer = "viewer";

    /// <summary>May see and change everything.</summary>
    public const string Operator = "operator";

    /// <summary>Who shows a key, as a principal.</summary>
    public static ClaimsPrincipal Bearer(ApiKey key, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, key.Id),
            new Claim(ClaimTypes.Name, key.Name),
            new Claim(ClaimTypes.Role, NameOf(key.Role)),
        ],
        scheme));

    /// <summary>The id of the key that somebody has shown; null for nobody.</summary>
    public static string? KeyOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    private static string NameOf(AccessRole role) => role == AccessRole.Operator ? Operator : Viewer;
}
