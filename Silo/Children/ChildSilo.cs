using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using SweepCluster.Silo.Processes;

namespace SweepCluster.Silo.Children;

/// <summary>One silo in a process of its own, started again when it ends.</summary>
/// <param name="name">Its name.</param>
/// <param name="home">Its home, where its process is noted: one that outlived its parent because it was stopped is killed.</param>
/// <param name="devices">Its devices, for people.</param>
/// <param name="command">The program and its arguments. It ends when its standard input does.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Told what happens in sentences, from any thread.</param>
internal sealed class ChildSilo(
    string name, string home, string devices, ImmutableArray<string> command, TimeProvider time, Action<string> say)
{
    /// <summary>Longer than members take to notice its death, so that others take its trials over rather than wait for it.</summary>
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>A silo that ran for so long was well: the next end is a first one again.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    /// <summary>Longer than trials may take to stop at a checkpoint.</summary>
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it until told to stop, then drains it.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            var startedAt = time.GetTimestamp();
            var end = await RunOnceAsync(stoppingToken);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            delay = time.GetElapsedTime(startedAt) >= Steady ? FirstDelay : delay;
            say($"{name}: {end}; it is started again in {delay.TotalSeconds:0} s");
            await Task.Delay(delay, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    /// <summary>Runs it once and answers how it ended.</summary>
    private async Task<string> RunOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var process = Start();
            say($"{name}: process {process.Id} with {devices}");
            await using var stopping = stoppingToken.Register(() => ProcessSignal.Send(process, ProcessSignal.Terminate));
            await WaitAsync(process, stoppingToken);
            return new ProcessEnd(process.ExitCode, "").Describe();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return $"it could not be started: {exception.Message}";
        }
    }

    private Process Start()
    {
        Directory.CreateDirectory(home);
        OrphanFile.KillLeftover(home);

        // In a session of its own Ctrl-C does not reach it: its parent tells it when to drain.
        var (file, arguments) = OwnSession.Wrap(command);
        var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += Forward;
        process.ErrorDataReceived += Forward;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        OrphanFile.Write(home, process);
        return process;
    }

    /// <summary>Waits for its end; one that does not drain in time is killed.</summary>
    private async Task WaitAsync(Process process, CancellationToken stoppingToken)
    {
        await process.WaitForExitAsync(stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(DrainPatience, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Forward(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { Length: > 0 } text)
        {
            say($"{name}: {text}");
        }
    }
}
