using System.Runtime.InteropServices;
using SweepCluster.Chaos.Driving;
using SweepCluster.Chaos.Plan;
using SweepCluster.Chaos.Processes;
using SweepCluster.Chaos.Reporting;

CampaignOptions options;
try
{
    options = CampaignOptions.Read(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

// A fault may find nothing to break when its time comes; the spare ones then see to it that enough are done.
var planned = options.Faults + (options.Faults / 4);
var plan = options.IsCalm ? FaultPlan.MakeCalm(options.Seed, planned) : FaultPlan.Make(options.Seed, planned);
if (options.ShowsPlanOnly)
{
    plan.ToList().ForEach(fault => Console.WriteLine(fault));
    return 0;
}

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

return options.InsideFolder is { } inside ? await RunAsync(inside) : await RunOutsideAsync();

// The run ends everything it started, then this program ends.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.Cancel();
}

// Namespaces and their mounts go with the inner run, so the folder can be deleted only here.
async Task<int> RunOutsideAsync()
{
    var folder = Directory.CreateTempSubdirectory("sweep-chaos-");
    try
    {
        // PostgreSQL's user must get through to its data.
        folder.UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
        if (await Seclusion.ObstacleAsync(interrupted.Token) is not { } obstacle)
        {
            return await Seclusion.RunAsync(args, folder.FullName, interrupted.Token);
        }

        Console.Error.WriteLine($"no namespaces of its own, so no network is cut and no disk is full: {obstacle}");
        return await RunAsync(folder.FullName);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

async Task<int> RunAsync(string folder)
{
    using var diary = new CampaignDiary(Path.Combine(folder, "diary.log"));
    try
    {
        await File.WriteAllLinesAsync(Path.Combine(folder, "plan.txt"), plan.Select(fault => fault.ToString()));
        var report = await new Campaign(options, folder, diary).RunAsync(plan, interrupted.Token);
        var file = report.Write(options.ReportFolder);
        Summary.Lines(report).ToList().ForEach(Console.WriteLine);
        Console.WriteLine($"report: {file}");
        return report.Violations.Count == 0 ? 0 : 1;
    }
    catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
    {
        diary.Say("interrupted");
        return 1;
    }
    catch (Exception exception) when (exception is InvalidOperationException or FileNotFoundException)
    {
        diary.Say(exception.Message);
        return 1;
    }
}
