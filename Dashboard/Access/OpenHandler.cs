using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SweepCluster.Contracts.Access;

namespace SweepCluster.Dashboard.Access;

/// <summary>Takes everybody for an operator, where only this machine's own people come.</summary>
internal sealed class OpenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "Open";

    private static readonly ApiKey Anybody = new(Name, Name, AccessRole.Operator, "", default);

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(Roles.Bearer(Anybody, Name), Name)));
}
