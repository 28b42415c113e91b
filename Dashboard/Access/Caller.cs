using System.Security.Claims;

namespace SweepCluster.Dashboard.Access;

/// <summary>Who asks, in a request or in the circuit of a page. Nobody until somebody says who it is.</summary>
internal sealed class Caller
{
    /// <summary>Who it is.</summary>
    public ClaimsPrincipal User { get; set; } = new();

    /// <summary>True when it may change things.</summary>
    public bool MayOperate => User.IsInRole(Roles.Operator);

    /// <summary>Does nothing for an operator.</summary>
    /// <exception cref="UnauthorizedAccessException">It is none.</exception>
    public void RequireOperator()
    {
        if (!MayOperate)
        {
            throw Refusal();
        }
    }

    /// <summary>What those are told who may not do something.</summary>
    public static UnauthorizedAccessException Refusal() => new("This needs an operator's key; a viewer may look at everything and change nothing.");
}
