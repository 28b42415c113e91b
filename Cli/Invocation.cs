using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using SweepCluster.Cli.Hosting;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli;

/// <summary>One call of one verb.</summary>
internal sealed class Invocation
{
    /// <summary>The cluster that is meant unless another is named.</summary>
    public const string DefaultClusterId = "sweepcluster";

    private readonly Lazy<ISweepHome> _home;

    /// <summary>Reads the global options of a command line.</summary>
    public Invocation(CliServices services, GlobalOptions options, ParseResult parsed)
    {
        Services = services;
        Json = parsed.GetValue(options.Json);
        HomeDirectory = Path.GetFullPath(parsed.GetValue(options.Home) ?? DefaultHome(services));
        Redis = parsed.GetValue(options.Redis);
        ClusterId = parsed.GetValue(options.ClusterId);
        _home = new Lazy<ISweepHome>(() => Redis is { } redis
            ? services.OpenCluster(redis, ClusterId ?? DefaultClusterId)
            : services.OpenHome(HomeDirectory));
    }

    /// <summary>Everything outside the command line.</summary>
    public CliServices Services { get; }

    /// <summary>True when the result is one JSON document.</summary>
    public bool Json { get; }

    /// <summary>The full path of the home.</summary>
    public string HomeDirectory { get; }

    /// <summary>The Redis of the cluster that is meant; null for this machine's home.</summary>
    public string? Redis { get; }

    /// <summary>The id of the cluster that is meant; null for the default.</summary>
    public string? ClusterId { get; }

    /// <summary>Where the home keeps decoded data sets.</summary>
    public string DataDirectory => Path.Combine(HomeDirectory, "data");

    /// <summary>The home, or the cluster.</summary>
    public ISweepHome Home => _home.Value;

    /// <summary>A console for people: standard output, or standard error with <c>--json</c>.</summary>
    public IAnsiConsole Canvas() => Services.Output.Canvas(Json);

    /// <summary>Prints a line for people.</summary>
    public void Say(string line) => Services.Output.People(Json).WriteLine(line);

    /// <summary>Prints the result: the document with <c>--json</c>, else what <paramref name="draw"/> draws.</summary>
    public void Result<T>(T document, Action<IAnsiConsole> draw)
    {
        if (Json)
        {
            WriteDocument(document);
        }
        else
        {
            draw(Canvas());
        }
    }

    /// <summary>Prints the one document of <c>--json</c>.</summary>
    public void WriteDocument<T>(T document) =>
        Services.Output.Out.WriteLine(JsonSerializer.Serialize(document, SweepJson.Indented));

    /// <summary>The sweep of that id.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public async Task<SweepSnapshot> FindSweepAsync(string id, CancellationToken cancellationToken)
    {
        if (await Home.FindAsync(id, cancellationToken) is { } sweep)
        {
            return sweep;
        }

        var all = await Home.ListAsync(cancellationToken);
        var known = all.IsEmpty
            ? "it has no sweep yet; start one with 'sweep run FILE' or 'sweep submit FILE'."
            : $"it has {string.Join(", ", all.Take(5).Select(headline => headline.Id))}{(all.Length > 5 ? ", …" : "")}; see 'sweep ls'.";
        throw new CliException(ExitCodes.BadUsage, $"There is no sweep '{id}' in {(Redis is null ? HomeDirectory : "the cluster")}: {known}");
    }

    private static string DefaultHome(CliServices services) =>
        services.Variable("SWEEP_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(services.Variable("HOME") ?? ".", ".local", "share", "sweepcluster");
}
