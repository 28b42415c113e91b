using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Grains;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep keys</c>: who may use the dashboard and its REST interface where keys are asked for.</summary>
internal static class KeysVerb
{
    /// <summary>Makes the verb and those below it.</summary>
    public static Command Create(VerbFactory verbs) => new("keys", "Make, list and revoke the keys that the dashboard and its REST interface ask for.")
    {
        verbs.Create("list", "List the keys, newest first.", [], (invocation, _, cancellationToken) => ListAsync(invocation, cancellationToken)),
        CreateCreate(verbs),
        CreateRevoke(verbs),
    };

    private static Command CreateCreate(VerbFactory verbs)
    {
        var name = new Argument<string>("NAME") { Description = "Whom or what the key is for." };
        var role = new Option<AccessRole>("--role")
        {
            Description = "viewer sees everything, operator changes everything. Default: viewer.",
            HelpName = "ROLE",
        };
        return verbs.Create("create", "Make a key and print it; it cannot be read again.", [name, role], (invocation, parsed, cancellationToken) =>
            CreateAsync(invocation, parsed.GetRequiredValue(name), parsed.GetValue(role), cancellationToken));
    }

    private static Command CreateRevoke(VerbFactory verbs)
    {
        var id = new Argument<string>("ID") { Description = "The key's id, as 'sweep keys list' shows it." };
        return verbs.Create("revoke", "Revoke a key for good.", [id], (invocation, parsed, cancellationToken) =>
            RevokeAsync(invocation, parsed.GetRequiredValue(id), cancellationToken));
    }

    private static async Task<int> ListAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var keys = await AskAsync(invocation, access => access.ListKeys(), cancellationToken);
        invocation.Result(keys.Select(Entry.Of), canvas => Draw(canvas, keys));
        return ExitCodes.Done;
    }

    private static async Task<int> CreateAsync(Invocation invocation, string name, AccessRole role, CancellationToken cancellationToken)
    {
        var secret = KeySecret.Draw();
        var key = Key(secret, name, role, invocation.Services.Time.GetUtcNow());
        await AskAsync(invocation, async access =>
        {
            await access.AddKey(key);
            return true;
        }, cancellationToken);
        invocation.Result(
            new { key.Id, key.Name, key.Role, Key = secret.Text },
            canvas =>
            {
                canvas.Write(new Text(secret.Text + "\n"));
                invocation.Services.Output.Error.WriteLine($"the key '{key.Name}' ({Word(role)}, id {key.Id}); keep it now, it is shown once and stored nowhere");
            });
        return ExitCodes.Done;
    }

    private static async Task<int> RevokeAsync(Invocation invocation, string id, CancellationToken cancellationToken)
    {
        if (!await AskAsync(invocation, access => access.RevokeKey(id), cancellationToken))
        {
            throw new CliException(ExitCodes.BadUsage, $"There is no key of id '{id}'; see 'sweep keys list'.");
        }

        invocation.Result(new { Id = id, Revoked = true }, _ => invocation.Say($"the key {id} is revoked; whoever uses it is refused within seconds"));
        return ExitCodes.Done;
    }

    private static ApiKey Key(KeySecret secret, string name, AccessRole role, DateTimeOffset now)
    {
        try
        {
            return secret.Key(name, role, now);
        }
        catch (ArgumentException exception)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private static async Task<T> AskAsync<T>(Invocation invocation, Func<IAccessGrain, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var access = control.Grains.GetGrain<IAccessGrain>(0);
        return await new GrainCalls(invocation.Services.Time).RepeatAsync(() => ask(access), cancellationToken);
    }

    private static void Draw(IAnsiConsole canvas, ImmutableArray<ApiKey> keys)
    {
        var table = PlainTable.Create("id", "name", "role", "made", "revoked");
        foreach (var key in keys)
        {
            table.AddRow(
                new Text(key.Id),
                new Text(key.Name),
                new Text(Word(key.Role)),
                new Text($"{key.CreatedAt:u}"),
                new Text(key.RevokedAt is { } revoked ? $"{revoked:u}" : ""));
        }

        canvas.Write(table);
    }

    private static string Word(AccessRole role) => role == AccessRole.Operator ? "operator" : "viewer";

    /// <summary>A key as the list shows it.</summary>
    private sealed record Entry(string Id, string Name, AccessRole Role, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
    {
        public static Entry Of(ApiKey key) => new(key.Id, key.Name, key.Role, key.CreatedAt, key.RevokedAt);
    }
}
