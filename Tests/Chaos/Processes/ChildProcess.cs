using System.Diagnostics;

namespace SweepCluster.Chaos.Processes;

/// <summary>A process that the campaign started, with what it printed in a file.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly string? _readyWord;
    private readonly Task _printing;

    private ChildProcess(Process process, string outputFile, string? readyWord)
    {
        _process = process;
        IsReady = readyWord is null;
        _readyWord = readyWord;
        _printing = PrintAsync(outputFile);
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>True while it runs, also when it is frozen.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>True when it has printed the word by which it says that it is ready.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Its exit code; a killed process has 128 and the signal's number. Only when it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="environment">Variables that it gets beside the campaign's own.</param>
    /// <param name="outputFile">Takes what it prints.</param>
    /// <param name="readyWord">What it prints when it is ready; null when it says no such thing.</param>
    public static ChildProcess Start(
        IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, string outputFile, string? readyWord = null)
    {
        var request = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            request.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(request)!, outputFile, readyWord);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(CancellationToken cancellationToken, params string[] words)
    {
        var request = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(request)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', words)}' failed with {process.ExitCode}: {await errors}{await output}");
        }
    }

    /// <summary>Sends it a signal; nothing happens when it is gone.</summary>
    public void Send(Signal signal)
    {
        if (IsRunning)
        {
            Signals.Send(Id, signal);
        }
    }

    /// <summary>Waits for its end; false when that takes too long.</summary>
    public async Task<bool> WaitAsync(TimeSpan patience)
    {
        using var over = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(over.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Kills it if it still runs.</summary>
    public void Dispose()
    {
        Send(Signal.Kill);
        _process.WaitForExit(TimeSpan.FromSeconds(10));
        _printing.Wait(TimeSpan.FromSeconds(1));
        _process.Dispose();
    }

    private async Task PrintAsync(string outputFile)
    {
        await using var file = new StreamWriter(outputFile, append: true) { AutoFlush = true };
        using var turn = new SemaphoreSlim(1, 1);
        await Task.WhenAll(CopyAsync(_process.StandardOutput, file, turn), CopyAsync(_process.StandardError, file, turn));
    }

    private async Task CopyAsync(StreamReader from, StreamWriter to, SemaphoreSlim turn)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            IsReady |= _readyWord is not null && line.Contains(_readyWord, StringComparison.Ordinal);
            await turn.WaitAsync();
            await to.WriteLineAsync(line);
            turn.Release();
        }
    }
}
