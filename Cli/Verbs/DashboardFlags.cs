using System.CommandLine;
using SweepCluster.Dashboard;

namespace SweepCluster.Cli.Verbs;

/// <summary>The options of verbs that serve the dashboard.</summary>
internal sealed class DashboardFlags
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    private readonly Option<string> _url = new("--url")
    {
        Description = "Where the dashboard listens. Where others can reach it, it asks for keys ('sweep keys').",
        HelpName = "URL",
        DefaultValueFactory = _ => DefaultUrl,
    };

    private readonly Option<bool> _requiresLogin = new("--require-login")
    {
        Description = "Ask for a key although only this machine can reach the dashboard.",
    };

    private readonly Option<bool> _isInsecure = new("--insecure")
    {
        Description = "Let everybody who can reach the dashboard do everything.",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Symbol> All => [_url, _requiresLogin, _isInsecure];

    /// <summary>Reads them, and the operator's key from the environment.</summary>
    public DashboardOptions Read(Invocation invocation, ParseResult parsed) => new(parsed.GetValue(_url)!)
    {
        RequiresLogin = parsed.GetValue(_requiresLogin),
        IsInsecure = parsed.GetValue(_isInsecure),
        OperatorKey = invocation.Services.Variable("SWEEP_OPERATOR_KEY"),
    };
}
