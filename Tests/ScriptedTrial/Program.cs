using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using SweepCluster.Contracts.Protocol;
using SweepCluster.ScriptedTrial;

// A trial program that follows a script instead of training, so that tests can make anything happen at any step.
var inbox = Channel.CreateUnbounded<SiloMessage>();
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
    Say(new EndMessage(await PlayAsync(start)));
}

async Task<TrialEnd> PlayAsync(StartMessage start)
{
    var script = Script.Read(start.Parameters);
    var first = start.ResumeFrom is { } from ? ReadCheckpoint(from) + 1 : 1;
    for (var step = first; step <= Math.Min(script.Steps, start.MaxStep ?? int.MaxValue); step++)
    {
        Say(new ProgressMessage("training", step, 0));
        if (script.IsFaulty(start.Attempt, step) && Misbehave(script.Fault) is { } end)
        {
            return end;
        }

        if (await WorkAsync(script.StepDuration) is { } stopped)
        {
            return stopped;
        }

        Say(new ReportMessage(
            step,
            new Dictionary<string, double> { ["score"] = script.Score(step) },
            script.StepDuration.TotalSeconds,
            WriteCheckpoint(start.CheckpointDirectory, step)));
        if (EndFor(await ReceiveAsync(message => message is DecideMessage or StopMessage)) is { } told)
        {
            return told;
        }
    }

    return TrialEnd.Completed;
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

static TrialEnd? EndFor(SiloMessage message) => (message switch
{
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

static TrialEnd? Misbehave(string fault)
{
    switch (fault)
    {
        case "crash":
            Environment.FailFast("the script says crash");
            return null;
        case "exit":
            Console.Error.WriteLine("the script says exit");
            Environment.Exit(3);
            return null;
        case "hang":
            new ManualResetEventSlim().Wait();
            return null;
        case "garbage":
            Console.Out.WriteLine("{\"type\":\"nonsense\"}");
            Console.Out.WriteLine("not json at all");
            return null;
        case "infeasible":
            return TrialEnd.Infeasible;
        case "diverge":
            return TrialEnd.Diverged;
        case "error":
            return TrialEnd.Failed;
        default:
            throw new ArgumentException($"The script names the fault '{fault}', which is not known.");
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
