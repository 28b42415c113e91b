namespace SweepCluster.Silo.Stacks;

/// <summary>
/// What a process that hangs was doing: every thread of it and of its descendants, with what the kernel knows of it, and of .NET
/// programs the stack of managed calls.
/// </summary>
internal static class StackDump
{
    /// <summary>How long a process may take to tell its stacks; about a second is usual.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly IReadOnlyDictionary<int, IReadOnlyList<string>> NoFrames = new Dictionary<int, IReadOnlyList<string>>();

    /// <summary>Writes the stacks into a file.</summary>
    /// <param name="process">The process.</param>
    /// <param name="file">The file, which is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static async Task WriteAsync(int process, string file)
    {
        await using var writer = new StreamWriter(file);
        foreach (var member in ProcessTree.Of(process).ToList())
        {
            await writer.WriteAsync(await DescribeAsync(member));
        }
    }

    private static async Task<string> DescribeAsync(int process)
    {
        var text = new StringWriter();
        text.WriteLine($"process {process}: {ProcessTree.CommandOf(process)}");
        var frames = await FramesAsync(process, text);
        foreach (var thread in ProcessTree.ThreadsOf(process))
        {
            text.WriteLine($"  thread {thread}: {ProcessTree.Describe(process, thread)}");
            foreach (var frame in frames.GetValueOrDefault(thread, []))
            {
                text.WriteLine($"      {frame}");
            }
        }

        return text.ToString();
    }

    private static async Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> FramesAsync(int process, TextWriter text)
    {
        if (ProcessTree.IsStopped(process))
        {
            text.WriteLine("  no managed stacks: the process is stopped");
            return NoFrames;
        }

        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            return await ManagedStacks.ReadAsync(process, deadline.Token).WaitAsync(Patience);
        }
        catch (Exception exception)
        {
            // It runs no .NET, it stands still, or it died in the middle of a word: the dump goes on without.
            text.WriteLine($"  no managed stacks: {exception.Message}");
            return NoFrames;
        }
    }
}
