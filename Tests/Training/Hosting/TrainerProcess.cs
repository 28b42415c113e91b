using System.Diagnostics;
using System.Text.Json;
using SweepCluster.Contracts.Protocol;

namespace SweepCluster.Training.Tests.Hosting;

/// <summary>The real executable, spoken to over the trial protocol as a silo would.</summary>
internal sealed class TrainerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly Process _process;

    /// <summary>Errors are read as they come: libtorch can warn more than a pipe holds, and would wait for ever.</summary>
    private readonly Task<string> _errors;

    private TrainerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "sweep-trainer");

    public int Id => _process.Id;

    public static TrainerProcess Start(string? dataDirectory = null) =>
        StartProgram(Executable, "--data-directory", dataDirectory ?? SharedData.Directory);

    public static TrainerProcess StartProgram(string program, params string[] arguments) => new(Process.Start(new ProcessStartInfo(
        program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>Runs the executable with arguments to its end.</summary>
    public static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public static StartMessage StartOf(string parameters, string checkpointDirectory) => new(
        "sweep/1",
        Attempt: 1,
        Seed: 7,
        JsonElement.Parse(parameters),
        new TaskMessage("fashion-mnist", Train: 1200, Validation: 400, Image: 28),
        Threads: 1,
        checkpointDirectory);

    public void Send(SiloMessage message) => SendLine(TrialProtocol.Write(message));

    public void SendLine(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>The next message of that kind; others before it are passed over.</summary>
    public async Task<T> Next<T>()
        where T : TrialMessage
    {
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(_deadline.Token)
                ?? throw new InvalidOperationException($"The trainer ended: {await _errors}");
            if (TrialProtocol.ReadTrialMessage(line) is T wanted)
            {
                return wanted;
            }
        }
    }

    /// <summary>Runs an attempt that is told to continue after every report; returns its reports and its end.</summary>
    public async Task<(List<ReportMessage> Reports, EndMessage End)> Train(StartMessage start)
    {
        await Next<ReadyMessage>();
        Send(start);
        var reports = new List<ReportMessage>();
        while (true)
        {
            switch (await Next<TrialMessage>())
            {
                case ReportMessage report:
                    reports.Add(report);
                    Send(new DecideMessage(report.Step, TrialCommand.Continue));
                    break;
                case EndMessage end:
                    return (reports, end);
                default:
                    break;
            }
        }
    }

    /// <summary>Waits for the process to end by itself.</summary>
    public async Task<int> Exit()
    {
        await _process.WaitForExitAsync(_deadline.Token);
        return _process.ExitCode;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        _deadline.Dispose();
    }
}
