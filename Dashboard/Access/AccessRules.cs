using System.Security.Claims;
using SweepCluster.Dashboard.Hosting;

namespace SweepCluster.Dashboard.Access;

/// <summary>Whether keys are asked for, and who may come in.</summary>
/// <param name="keys">The keys that are good; null when none is asked for.</param>
internal sealed class AccessRules(KeyRing? keys)
{
    /// <summary>True when nobody comes in without a key.</summary>
    public bool NeedsLogin => keys is not null;

    /// <summary>True when keys are to be asked for.</summary>
    /// <exception cref="FormatException">The options contradict each other.</exception>
    public static bool AsksForKeys(DashboardOptions options, ListenAddress address) => options switch
    {
        { RequiresLogin: true, IsInsecure: true } => throw new FormatException("The dashboard cannot both ask for keys and be insecure."),
        { IsInsecure: true } => false,
        _ => options.RequiresLogin || !address.IsLoopback,
    };

    /// <summary>True when somebody who came in may stay.</summary>
    public bool IsGood(ClaimsPrincipal user) => keys is null || keys.IsGood(Roles.KeyOf(user));

    /// <summary>Canceled when somebody who came in may stay no longer.</summary>
    public CancellationToken EndOf(ClaimsPrincipal user) => keys is not null && Roles.KeyOf(user) is { } id ? keys.EndOf(id) : CancellationToken.None;
}
