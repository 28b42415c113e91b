using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace SweepCluster.Silo.Stacks;

/// <summary>
/// The stacks of a .NET process's threads, as its own runtime samples them when asked through its diagnostic port. A stopped process, and
/// one that runs no .NET, has nobody to ask.
/// </summary>
internal static class ManagedStacks
{
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";

    /// <summary>How long threads are sampled, a thousand times a second.</summary>
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(50);

    /// <summary>The frames by thread, innermost first; of a thread that moves, the last ones seen.</summary>
    /// <exception cref="DiagnosticsClientException">The process runs no .NET or does not answer.</exception>
    public static async Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> ReadAsync(int process, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sweep-stacks-");
        try
        {
            var trace = Path.Combine(folder.FullName, "samples.nettrace");
            await SampleAsync(process, trace, cancellationToken);
            return Read(trace);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SampleAsync(int process, string trace, CancellationToken cancellationToken)
    {
        var client = new DiagnosticsClient(process);
        var session = await client.StartEventPipeSessionAsync(
            [new EventPipeProvider(Sampler, EventLevel.Informational)], requestRundown: true, token: cancellationToken);
        using (session)
        {
            await using var file = File.Create(trace);
            var copying = session.EventStream.CopyToAsync(file, cancellationToken);
            await Task.WhenAny(copying, Task.Delay(Sampling, cancellationToken));
            await session.StopAsync(cancellationToken);
            await copying;
        }
    }

    private static Dictionary<int, IReadOnlyList<string>> Read(string trace)
    {
        using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(trace));
        var stacks = new Dictionary<int, IReadOnlyList<string>>();
        foreach (var sample in log.Events.Where(sample => sample.ProviderName == Sampler && sample.CallStack() is not null))
        {
            stacks[sample.ThreadID] = [.. FramesOf(sample.CallStack())];
        }

        return stacks;
    }

    private static IEnumerable<string> FramesOf(TraceCallStack? stack)
    {
        for (; stack is not null; stack = stack.Caller)
        {
            yield return stack.CodeAddress.FullMethodName is { Length: > 0 } method ? method : $"{stack.CodeAddress.ModuleName}!?";
        }
    }
}
