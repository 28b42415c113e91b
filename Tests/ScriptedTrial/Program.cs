using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using SweepCluster.Contracts.Protocol;
using SweepCluster.ScriptedTrial;

// A trial program that follows a script instead of training, so that tests can make anything happen at any step.
var inbox = Channel.CreateUnbounded<SiloMessage>();
var leaked = new List<byte[]>();
var isDeaf = false;
_ = Task.Run(async () =>
{
    while (await Console.In.ReadLineAsync() is { } line)
    {
        inbox.Writer.TryWrite(TrialProtocol.ReadSiloMessage(line));
    }

    Environment.Exit(0);
});

Say(new HelloMessage(TrialProtocol.Version, "scripted-trial", Environment.ProcessId, new Dictionary<string, string>()));
while (true)
{
    Say(new ReadyMessage(Environment.WorkingSet));
    var start = (StartMessage)await ReceiveAsync(message => message is StartMessage);
    var script = Script.Read(start.Parameters);
    isDeaf = false;
    using var observer = Observer.For(script, start);
    var end = await PlayAsync(start, script, observer);
    observer?.Note(Observed.Ended, 0, end: end.ToString());
    Say(new EndMessage(end));
}

async Task<TrialEnd> PlayAsync(StartMessage start, Script script, Observer? observer)
{
    var first = start.ResumeFrom is { } from ? ReadCheckpoint(from) + 1 : 1;
    observer?.Note(Observed.Started, first - 1);
    for (var step = first; step <= Math.Min(script.Steps, start.MaxStep ?? int.MaxValue); step++)
    {
        Say(new ProgressMessage("training", step, 0));
        if (script.IsFaulty(start.Attempt, step) && Misbehave(script, start) is { } end)
        {
            return end;
        }

        if (await WorkAsync(script.StepDuration) is { } stopped)
        {
            return stopped;
        }

        observer?.Note(Observed.StepDone, step, script.StepDuration.TotalSeconds);
        var (checkpoint, error) = step % script.CheckpointEvery == 0 ? TryWriteCheckpoint(start.CheckpointDirectory, step) : default;
        Say(new ReportMessage(
            step, new Dictionary<string, double> { ["score"] = script.Score(step) }, script.StepDuration.TotalSeconds, checkpoint)
        {
            CheckpointError = error,
        });
        if (EndFor(await AnswerAsync(step, observer)) is { } told)
        {
            return told;
        }
    }

    return TrialEnd.Completed;
}

// A stop may come before the answer. Whoever is deaf to it waits on for the answer.
async Task<SiloMessage> AnswerAsync(int step, Observer? observer)
{
    var answer = await ReceiveAsync(message => message is DecideMessage || (message is StopMessage && !isDeaf));
    if (answer is DecideMessage)
    {
        observer?.Note(Observed.Acknowledged, step);
    }

    return answer;
}

async Task<TrialEnd?> WorkAsync(TimeSpan duration)
{
    using var over = new CancellationTokenSource(duration);
    try
    {
        return EndFor(await inbox.Reader.ReadAsync(over.Token));
    }
    catch (OperationCanceledException)
    {
        return null;
    }
}

async Task<SiloMessage> ReceiveAsync(Predicate<SiloMessage> wanted)
{
    while (true)
    {
        var message = await inbox.Reader.ReadAsync();
        if (wanted(message))
        {
            return message;
        }
    }
}

TrialEnd? EndFor(SiloMessage message) => (message switch
{
    _ when isDeaf => TrialCommand.Continue,
    DecideMessage decide => decide.Command,
    StopMessage stop => stop.Command,
    _ => TrialCommand.Continue,
}) switch
{
    TrialCommand.Pause => TrialEnd.Paused,
    TrialCommand.Prune => TrialEnd.Pruned,
    TrialCommand.Cancel => TrialEnd.Canceled,
    _ => null,
};

TrialEnd? Misbehave(Script script, StartMessage start)
{
    switch (script.Fault)
    {
        case "crash":
            Environment.FailFast("the script says crash");
            return null;
        case "exit":
            Console.Error.WriteLine("the script says exit");
            Environment.Exit(script.ExitCode);
            return null;
        case "hang":
            new ManualResetEventSlim().Wait();
            return null;
        case "garbage":
            Console.Out.WriteLine("{\"type\":\"nonsense\"}");
            Console.Out.WriteLine("not json at all");
            return null;
        case "leak":
            leaked.Add(GC.AllocateArray<byte>(script.LeakMiB << 20, pinned: true));
            Array.Fill(leaked[^1], (byte)1);
            return null;
        case "tell-trace":
            Console.Error.WriteLine($"start message: {start.TraceParent}");
            Console.Error.WriteLine($"environment: {Environment.GetEnvironmentVariable("TRACEPARENT")}");
            return null;
        case "ignore-stop":
            isDeaf = true;
            return null;
        case "infeasible":
            return TrialEnd.Infeasible;
        case "diverge":
            return TrialEnd.Diverged;
        case "error":
            return TrialEnd.Failed;
        default:
            throw new ArgumentException($"The script names the fault '{script.Fault}', which is not known.");
    }
}

// As the trial protocol asks: when it cannot be written, warn and report without one.
static (CheckpointFile? File, string? Error) TryWriteCheckpoint(string directory, int step)
{
    try
    {
        var started = TimeProvider.System.GetTimestamp();
        var file = WriteCheckpoint(directory, step);
        return (file with { Seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds }, null);
    }
    catch (IOException exception)
    {
        Say(new LogMessage(LogLevelName.Warning, $"The checkpoint of step {step} could not be written: {exception.Message}"));
        return (null, exception.Message);
    }
}

static CheckpointFile WriteCheckpoint(string directory, int step)
{
    var name = $"step-{step}.json";
    var bytes = JsonSerializer.SerializeToUtf8Bytes(step);
    var path = Path.Combine(directory, name);
    File.WriteAllBytes(path + ".part", bytes);
    File.Move(path + ".part", path, overwrite: true);
    return new CheckpointFile(step, name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}

static int ReadCheckpoint(ResumePoint from)
{
    var bytes = File.ReadAllBytes(from.Path);
    return Convert.ToHexStringLower(SHA256.HashData(bytes)) == from.Sha256
        ? JsonSerializer.Deserialize<int>(bytes)
        : throw new InvalidDataException($"The checkpoint {from.Path} is not the one that was registered.");
}

static void Say(TrialMessage message)
{
    Console.Out.WriteLine(TrialProtocol.Write(message));
    Console.Out.Flush();
}
