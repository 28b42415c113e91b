using System.CommandLine;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep run FILE</c>: runs a sweep on this machine and goes on with it when it was interrupted.</summary>
internal static class RunVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var file = new Argument<string>("FILE") { Description = "The sweep file." };
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] } token])
            {
                result.AddError($"Unknown option '{token.Value}'.");
            }
        });
        var isNew = new Option<bool>("--new") { Description = "Start anew even when a run of the same file was interrupted." };
        var local = new LocalOptions();
        return verbs.Create(
            "run",
            "Run a sweep on this machine; go on with it if it was interrupted.",
            [file, isNew, local.Devices, local.Plain],
            (invocation, parsed, cancellationToken) =>
                RunAsync(invocation, parsed.GetRequiredValue(file), parsed.GetValue(isNew), local.Read(parsed), cancellationToken));
    }

    private static async Task<int> RunAsync(
        Invocation invocation,
        string path,
        bool isNew,
        (RunOptions Options, bool IsPlain) local,
        CancellationToken cancellationToken)
    {
        var file = invocation.Services.Files.Read(path);
        foreach (var warning in file.Warnings)
        {
            invocation.Services.Output.Error.WriteLine(warning);
        }

        RequireOwnTrials(file.Spec);
        RequireSlotFor(file.Spec, local.Options);
        await invocation.Home.PrepareAsync(file.Spec.Task, cancellationToken);
        return await new LocalRun(invocation, local.IsPlain).RunAsync(
            local.Options with { WarmsUp = file.Spec.Task is DatasetTask },
            (opening, starting) => opening.OpenAsync(path, file, isNew, starting),
            cancellationToken);
    }

    private static void RequireOwnTrials(SweepSpec spec)
    {
        if (spec.Task is ExternalTask)
        {
            throw new CliException(
                ExitCodes.BadUsage,
                "task is external: its trials are run by programs that ask over the REST interface; start 'sweep up' and submit the file there");
        }
    }

    private static void RequireSlotFor(SweepSpec spec, RunOptions options)
    {
        if (spec.Resources is not { Device: DeviceKind.Any, Memory: null } && SlotFit.Warning(spec.Resources, options.Slots()) is { } obstacle)
        {
            throw new CliException(
                ExitCodes.BadUsage,
                $"With --devices {options.Devices} the sweep cannot run here: {obstacle}; see 'resources' in the file.");
        }
    }
}
