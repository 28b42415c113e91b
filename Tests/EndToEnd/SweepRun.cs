using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SweepCluster.EndToEnd.Tests;

/// <summary>A real <c>sweep</c> process with its trial processes, ended with the test at the latest.</summary>
internal sealed class SweepRun : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private SweepRun(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>The processes this one has started and that still run.</summary>
    public IReadOnlyList<int> Children => ProcessTree.ChildrenOf(Id);

    public static SweepRun Start(Home home, params string[] arguments) =>
        Start(home, new Dictionary<string, string>(), arguments);

    public static SweepRun Start(Home home, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var request = new ProcessStartInfo(Repository.Sweep, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home.Root,
        };
        request.Environment["SWEEP_HOME"] = home.Root;
        foreach (var (name, value) in environment)
        {
            request.Environment[name] = value;
        }

        return new SweepRun(Process.Start(request)!);
    }

    /// <summary>Runs the command to its end.</summary>
    public static async Task<Finished> FinishAsync(Home home, params string[] arguments)
    {
        using var run = Start(home, arguments);
        return await run.FinishAsync();
    }

    /// <summary>Waits for the end, at most five minutes.</summary>
    public async Task<Finished> FinishAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"sweep did not end within 5 minutes.\n{Output}\n{Errors}");
        }

        return new Finished(_process.ExitCode, Output, Errors);
    }

    /// <summary>Waits until a line on either stream contains the text.</summary>
    public Task SaidAsync(string text) => Eventually.TrueAsync(
        () => Output.Contains(text, StringComparison.Ordinal) || Errors.Contains(text, StringComparison.Ordinal),
        () => $"'{text}' was not said.\n{Output}\n{Errors}");

    /// <summary><c>kill -9</c> for the process and everything it started.</summary>
    public async Task KillTreeAsync()
    {
        var tree = ProcessTree.DescendantsOf(Id);
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await Eventually.TrueAsync(() => !tree.Any(ProcessTree.IsAlive), () => "a process survived kill -9");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            _ = line is null ? text : text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    /// <summary>A command that has ended.</summary>
    internal sealed record Finished(int ExitCode, string Output, string Errors)
    {
        /// <summary>Standard output as the one JSON document it must be.</summary>
        public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}");
    }
}
