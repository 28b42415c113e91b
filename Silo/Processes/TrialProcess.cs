using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Protocol;

namespace SweepCluster.Silo.Processes;

/// <summary>
/// A running trial process: messages in, messages out, and its end. Everything it writes on standard output is protocol; lines that are
/// not become log messages, as does everything on standard error.
/// </summary>
public sealed partial class TrialProcess : IAsyncDisposable
{
    /// <summary>How many lines of standard error are kept to explain a crash.</summary>
    private const int LastWordsKept = 20;

    /// <summary>
    /// How long a process that is gone may still be read: a child of its own that outlives it keeps its channel open for as long as it
    /// likes.
    /// </summary>
    private static readonly TimeSpan ReadingAfterExit = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly ILogger _logger;
    private readonly Channel<TrialMessage> _messages = Channel.CreateUnbounded<TrialMessage>();
    private readonly Queue<string> _lastWords = [];
    private readonly SemaphoreSlim _writing = new(1, 1);

    private TrialProcess(Process process, ILogger logger)
    {
        _process = process;
        _logger = logger;
        Id = process.Id;
        Exited = PumpAsync();
    }

    /// <summary>The operating system's id of the process.</summary>
    public int Id { get; }

    /// <summary>What the process says, in order; completed when the process is gone and everything it said was read.</summary>
    public ChannelReader<TrialMessage> Messages => _messages.Reader;

    /// <summary>Ends when the process is gone.</summary>
    public Task<ProcessEnd> Exited { get; }

    /// <summary>Starts a trial process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static TrialProcess Start(TrialProgram program, ILogger logger)
    {
        Directory.CreateDirectory(program.WorkingDirectory);
        var request = new ProcessStartInfo(program.FileName, program.Arguments)
        {
            WorkingDirectory = program.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in program.Environment)
        {
            request.Environment[name] = value;
        }

        var process = Process.Start(request)!;
        try
        {
            OrphanFile.Write(program.WorkingDirectory, process);
        }
        catch (Exception)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }

        LogStarted(logger, process.Id, program.FileName);
        return new TrialProcess(process, logger);
    }

    /// <summary>Sends a message; a process that is gone misses it, which its end will tell.</summary>
    public async Task SendAsync(SiloMessage message)
    {
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteAsync(TrialProtocol.Write(message) + "\n");
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException exception)
        {
            LogNotSent(_logger, exception, message.GetType().Name, Id);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Kills the process with all its children; works on a stopped process too.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It is gone already: what was wanted.
        }

        // Its children may have lost it: they are in its session's process group still. No such group is fine.
        ProcessSignal.SendToGroup(Id, ProcessSignal.Kill);
    }

    /// <summary>Kills the process if it still runs and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task<ProcessEnd> PumpAsync()
    {
        var output = PumpOutputAsync();
        var errors = PumpErrorsAsync();
        await _process.WaitForExitAsync();
        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(ReadingAfterExit, TimeProvider.System));
        _messages.Writer.Complete();
        var end = new ProcessEnd(_process.ExitCode, LastWords());
        LogExited(_logger, Id, end.Describe());
        return end;
    }

    private async Task PumpOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _messages.Writer.TryWrite(Read(line));
        }
    }

    private async Task PumpErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            Keep(line);
            _messages.Writer.TryWrite(new LogMessage(LogLevelName.Info, line));
        }
    }

    private void Keep(string line)
    {
        lock (_lastWords)
        {
            _lastWords.Enqueue(line);
            if (_lastWords.Count > LastWordsKept)
            {
                _lastWords.Dequeue();
            }
        }
    }

    private string LastWords()
    {
        lock (_lastWords)
        {
            return string.Join('\n', _lastWords);
        }
    }

    private static TrialMessage Read(string line)
    {
        if (!line.StartsWith('{'))
        {
            return new LogMessage(LogLevelName.Info, line);
        }

        try
        {
            return TrialProtocol.ReadTrialMessage(line);
        }
        catch (JsonException exception)
        {
            return new LogMessage(LogLevelName.Warning, $"Not a message of the trial protocol ({exception.Message}): {line}");
        }
    }
}
