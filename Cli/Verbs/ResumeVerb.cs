using System.CommandLine;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;

namespace SweepCluster.Cli.Verbs;

/// <summary>
/// <c>sweep resume ID</c>: goes on with a sweep. In the process that runs the home if there is one, else here with the view of <c>run</c>.
/// </summary>
internal static class ResumeVerb
{
    private const string Name = "resume";

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var id = VerbFactory.SweepId();
        var local = new LocalOptions();
        return verbs.Create(
            Name,
            "Go on with a paused or interrupted sweep, here unless another process runs this home.",
            [id, local.Devices, local.Plain],
            (invocation, parsed, cancellationToken) =>
                ResumeAsync(invocation, parsed.GetRequiredValue(id), local.Read(parsed), cancellationToken));
    }

    private static async Task<int> ResumeAsync(
        Invocation invocation, string id, (RunOptions Options, bool IsPlain) local, CancellationToken cancellationToken)
    {
        var command = new SweepCommand(invocation);
        await command.FindUnfinishedAsync(id, Name, cancellationToken);
        try
        {
            return await new LocalRun(invocation, local.IsPlain).RunAsync(
                local.Options,
                (opening, starting) => opening.GoOnAsync(id, $"sweep {Name} {id}", starting),
                cancellationToken);
        }
        catch (HomeBusyException)
        {
            return await command.SendAsync(id, Name, sweep => sweep.Resume(), cancellationToken);
        }
    }
}
