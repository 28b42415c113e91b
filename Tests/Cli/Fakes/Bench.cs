using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A command line on fakes, with what it printed.</summary>
internal sealed class Bench
{
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    public Bench()
    {
        Sweep = new FakeSweepGrain(Samples.Running) { Trials = Samples.Trials };
        Home = new FakeHome(Sweep, new FakeCatalogGrain());
    }

    public FakeSweepGrain Sweep { get; }

    public FakeHome Home { get; }

    public FakeSignals Signals { get; } = new();

    public FakeMachine Machine { get; } = new();

    public FakeTrainer Trainer { get; } = new();

    public FakeTimeProvider Time { get; } = new(Samples.Start + TimeSpan.FromMinutes(5));

    /// <summary>The clock of the command line; <see cref="Time"/> unless a person is watching.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Where text goes; a buffer unless a person is watching.</summary>
    public CliOutput? Output { get; init; }

    public Dictionary<string, string> Variables { get; } = new() { ["HOME"] = "/home/somebody" };

    public string? OpenedHome { get; private set; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public JsonElement Document => JsonSerializer.Deserialize<JsonElement>(Out);

    public Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(arguments, new CliServices
    {
        OpenHome = directory =>
        {
            OpenedHome = directory;
            return Home;
        },
        Files = new FakeFiles(),
        Output = Output ?? new CliOutput(TextWriter.Synchronized(new StringWriter(_out)), TextWriter.Synchronized(new StringWriter(_error))) { Variable = Variable },
        Trainer = Machine,
        TrainerProgram = Trainer,
        Machine = Machine,
        Signals = Signals,
        Time = Clock ?? Time,
        Variable = Variable,
    });

    /// <summary>Drives the clock until the command line has ended, which it must within a minute of real time.</summary>
    public async Task<int> DriveAsync(Task<int> running)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!running.IsCompleted)
        {
            Assert.False(patience.IsCancellationRequested, $"The command line went on for a minute, until {Time.GetUtcNow():O} of its own clock.");
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(running, Task.Delay(1, CancellationToken.None));
        }

        return await running;
    }

    private string? Variable(string name) => Variables.GetValueOrDefault(name);
}
