using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Running;

/// <summary>Runs one sweep on a cluster in this process, from its start to its end or to a signal.</summary>
/// <param name="invocation">The call of the verb.</param>
/// <param name="isPlain">True to print lines even on a terminal.</param>
internal sealed class LocalRun(Invocation invocation, bool isPlain)
{
    /// <summary>Takes the home, finds the sweep with <paramref name="open"/>, follows it, and answers the process's exit code.</summary>
    /// <exception cref="HomeBusyException">Another process holds the home.</exception>
    public async Task<int> RunAsync(
        RunOptions options,
        Func<SweepOpening, CancellationToken, Task<SessionStart>> open,
        CancellationToken cancellationToken)
    {
        using var stop = new StopRequest(invocation.Services.Signals);
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
        try
        {
            await using var cluster = await invocation.Home.StartAsync(options, starting.Token);
            var start = await open(new SweepOpening(invocation, cluster.Grains), starting.Token);
            return await new RunSession(invocation, cluster, start, stop).FollowAsync(Display(), cancellationToken);
        }
        catch (OperationCanceledException) when (stop.Received.IsCompleted)
        {
            invocation.Say("stopped before the sweep began");
            return (int)await stop.Received;
        }
    }

    private IRunDisplay Display()
    {
        var canvas = invocation.Canvas();
        var isLive = !isPlain && canvas.Profile.Capabilities is { Interactive: true, Ansi: true };
        return isLive
            ? new LiveRunDisplay(canvas, invocation.Services.Time)
            : new PlainRunDisplay(invocation.Services.Output.People(invocation.Json));
    }
}
