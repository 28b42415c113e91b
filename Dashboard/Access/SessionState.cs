using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace SweepCluster.Dashboard.Access;

/// <summary>Whose circuit it is: a page that stays open for days ends soon after its reader's key was revoked.</summary>
/// <param name="access">Whether keys are asked for, and which are good.</param>
/// <param name="loggers">Takes what goes wrong.</param>
internal sealed class SessionState(AccessRules access, ILoggerFactory loggers) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => KeyRing.Interval;

    /// <inheritdoc/>
    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(access.IsGood(authenticationState.User));
}
