extern alias trainer;

using System.Diagnostics;
using System.Text.Json;
using SweepCluster.Training.Data;
using DecideMessage = trainer::SweepCluster.Contracts.Protocol.DecideMessage;
using EndMessage = trainer::SweepCluster.Contracts.Protocol.EndMessage;
using ReadyMessage = trainer::SweepCluster.Contracts.Protocol.ReadyMessage;
using ReportMessage = trainer::SweepCluster.Contracts.Protocol.ReportMessage;
using SiloMessage = trainer::SweepCluster.Contracts.Protocol.SiloMessage;
using StartMessage = trainer::SweepCluster.Contracts.Protocol.StartMessage;
using TaskMessage = trainer::SweepCluster.Contracts.Protocol.TaskMessage;
using TrialCommand = trainer::SweepCluster.Contracts.Protocol.TrialCommand;
using TrialMessage = trainer::SweepCluster.Contracts.Protocol.TrialMessage;
using TrialProtocol = trainer::SweepCluster.Contracts.Protocol.TrialProtocol;

namespace SweepCluster.Benchmarks.Training;

/// <summary>
/// The trial process from outside, over the trial protocol: how soon it is ready and trains, and what memory it keeps after many trials of
/// all families.
/// </summary>
internal sealed class ProcessBenchmark : IBenchmark
{
    private const int Trials = 50;
    private const int Starts = 5;

    private static readonly string[] Parameters =
    [
        """{"model": "lenet", "batch_size": 64, "epochs": 1}""",
        """{"model": "resnet", "resnet_width": 16, "batch_size": 64, "optimizer": "adamw", "lr": 0.001, "epochs": 1}""",
        """{"model": "vgg", "vgg_width": 16, "batch_size": 128, "epochs": 1}""",
        """{"model": "nin", "batch_size": 64, "ema_decay": 0.99, "epochs": 1}""",
        """{"model": "densenet", "batch_size": 32, "epochs": 1}""",
        """{"model": "googlenet", "batch_size": 64, "optimizer": "rmsprop", "lr": 0.001, "epochs": 1}""",
        """{"model": "alexnet", "batch_size": 128, "epochs": 1}""",
    ];

    public string Name => "process";

    public string Summary => "cold start of the trial process, and its memory over 50 trials of all families";

    public void Run(TextWriter output, string part)
    {
        var starts = Enumerable.Range(0, Starts).Select(_ => MeasureStart()).ToArray();
        output.WriteLine(FormattableString.Invariant(
            $"trial process, medians of {Starts} starts: ready after {Median(starts.Select(start => start.Ready)):f2} s, ") +
            FormattableString.Invariant($"trains {Median(starts.Select(start => start.Training)):f3} s after it was told to"));

        int[] shown = [3, 10, 20, 30, 40, Trials];
        output.WriteLine($"resident MiB of one process after trial {string.Join(", ", shown)}, and the last over the first of them (target 1.05)");
        foreach (var (name, sets) in new[] { ("one family", Parameters[1..2]), ($"{Parameters.Length} families in turn", Parameters) })
        {
            var memory = MeasureMemory(sets);
            output.WriteLine(FormattableString.Invariant($"{name,-20} {(double)memory[^1] / memory[shown[0] - 1]:f3}   ") +
                string.Join("  ", shown.Select(count => memory[count - 1] >> 20)));
        }
    }

    /// <summary>Seconds from the start of the process until it is ready, and from the order to train until the first epoch begins.</summary>
    private static (double Ready, double Training) MeasureStart()
    {
        var started = Stopwatch.GetTimestamp();
        using var process = new Trainer();
        process.Next<ReadyMessage>();
        var ready = Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
        process.Start(Parameters[0], attempt: 1);
        var epoch = process.Next<ReportMessage>().StepSeconds;
        return (ready, Stopwatch.GetElapsedTime(started).TotalSeconds - epoch);
    }

    /// <summary>Resident bytes after each trial.</summary>
    private static long[] MeasureMemory(string[] sets)
    {
        using var process = new Trainer();
        process.Next<ReadyMessage>();
        var memory = new long[Trials];
        for (var trial = 0; trial < Trials; trial++)
        {
            process.Start(sets[trial % sets.Length], trial + 1);
            process.Train();
            memory[trial] = process.Next<ReadyMessage>().ResidentBytes;
        }

        return memory;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Starts / 2);

    /// <summary>A trial process with a folder of its own; both end with this.</summary>
    private sealed class Trainer : IDisposable
    {
        private readonly string _checkpoints = Directory.CreateTempSubdirectory("sweep-bench-").FullName;
        private readonly Process _process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "sweep-trainer"), ["--data-directory", DataDirectory.Default(), "--threads", "1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        public void Start(string parameters, int attempt) => Send(new StartMessage(
            "bench/0", attempt, Seed: 1, JsonElement.Parse(parameters),
            new TaskMessage(Datasets.FashionMnist.Name, Train: 1000, Validation: 500, Image: 28), Threads: 1,
            Path.Combine(_checkpoints, attempt.ToString(System.Globalization.CultureInfo.InvariantCulture))));

        /// <summary>Lets the attempt run to its end.</summary>
        public void Train()
        {
            while (Next<TrialMessage>() is var message && message is not EndMessage)
            {
                if (message is ReportMessage report)
                {
                    Send(new DecideMessage(report.Step, TrialCommand.Continue));
                }
            }
        }

        /// <summary>The next message of that kind; others before it are passed over.</summary>
        public T Next<T>()
            where T : TrialMessage
        {
            while (true)
            {
                var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The trial process has ended.");
                if (TrialProtocol.ReadTrialMessage(line) is T wanted)
                {
                    return wanted;
                }
            }
        }

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
            Directory.Delete(_checkpoints, recursive: true);
        }

        private void Send(SiloMessage message)
        {
            _process.StandardInput.WriteLine(TrialProtocol.Write(message));
            _process.StandardInput.Flush();
        }
    }
}
