using System.CommandLine;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;

namespace SweepCluster.Cli.Verbs;

/// <summary>Sends one command to one unfinished sweep and tells how the sweep stands then.</summary>
/// <param name="invocation">The call of the verb.</param>
internal sealed class SweepCommand(Invocation invocation)
{
    /// <summary>Makes a verb that does nothing but send a command.</summary>
    public static Command Create(VerbFactory verbs, string name, string description, Func<ISweepGrain, Task> send)
    {
        var id = VerbFactory.SweepId();
        return verbs.Create(name, description, [id], (invocation, parsed, cancellationToken) =>
            new SweepCommand(invocation).SendAsync(parsed.GetRequiredValue(id), name, send, cancellationToken));
    }

    /// <summary>Sends the command and answers the exit code.</summary>
    /// <param name="id">The sweep's id.</param>
    /// <param name="verb">What is done, for messages.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> SendAsync(string id, string verb, Func<ISweepGrain, Task> send, CancellationToken cancellationToken)
    {
        await FindUnfinishedAsync(id, verb, cancellationToken);
        await using var control = await invocation.Home.ConnectAsync(cancellationToken);
        var grain = control.Grains.GetGrain<ISweepGrain>(id);
        await new GrainCalls(invocation.Services.Time).RepeatAsync(() => send(grain), cancellationToken);

        // The command was answered after its commit, so the store knows; the process that holds the home may be gone by now.
        var after = await invocation.FindSweepAsync(id, cancellationToken);
        invocation.Result(new Standing(id, after.Status, after.IsStopping), _ => invocation.Say($"{id} is {Stands(after)}"));
        return ExitCodes.Done;
    }

    /// <summary>The sweep of that id.</summary>
    /// <exception cref="CliException">There is none, or it is over.</exception>
    public async Task<SweepSnapshot> FindUnfinishedAsync(string id, string verb, CancellationToken cancellationToken)
    {
        var sweep = await invocation.FindSweepAsync(id, cancellationToken);
        return sweep.Status.IsFinal()
            ? throw new CliException(ExitCodes.Failed, $"{id} is over ({Shown.Status(sweep.Status)}); there is nothing to {verb}.")
            : sweep;
    }

    /// <summary>Asks a sweep for something that it may refuse.</summary>
    /// <exception cref="CliException">It refuses; the message says why.</exception>
    public static async Task<T> UnlessRefusedAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (InvalidOperationException exception)
        {
            throw new CliException(ExitCodes.Failed, exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or KeyNotFoundException)
        {
            throw new CliException(ExitCodes.BadUsage, exception.Message);
        }
    }

    private static string Stands(SweepSnapshot sweep)
    {
        var status = sweep.IsStopping ? "being canceled" : Shown.Status(sweep.Status);
        var running = sweep is { Trials.Running: > 0, Status: not SweepStatus.Running } or { IsStopping: true, Trials.Running: > 0 };
        return running ? $"{status}; running trials ({Shown.Count(sweep.Trials.Running)}) stop at their next checkpoint" : status;
    }

    private sealed record Standing(string Sweep, SweepStatus Status, bool Stopping);
}
