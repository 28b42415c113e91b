using SweepCluster.Benchmarks;
using SweepCluster.Benchmarks.Cluster;
using SweepCluster.Benchmarks.Curves;
using SweepCluster.Benchmarks.Scale;
using SweepCluster.Benchmarks.Search;
using SweepCluster.Benchmarks.SearchQuality;
using SweepCluster.Benchmarks.Store;
using SweepCluster.Benchmarks.Telemetry;
using SweepCluster.Benchmarks.Training;
using SweepCluster.Benchmarks.Ui;

IBenchmark[] benchmarks =
[
    new TrainingBenchmark(),
    new ConvolutionBenchmark(),
    new ProcessBenchmark(),
    new StoreBenchmark(),
    new EngineBenchmark(),
    new CurveBenchmark(),
    new ReportsBenchmark(),
    new TrialsBenchmark(),
    new TurnsBenchmark(),
    new TelemetryBenchmark(),
    new ScaleBenchmark(),
    new UiBenchmark(),
];

if (args is ["quality", .. var quality])
{
    return QualityCommand.Run(quality);
}

if (args is ["all"])
{
    foreach (var benchmark in benchmarks)
    {
        benchmark.Run(Console.Out, part: "");
    }

    return 0;
}

if (args is [var name, .. { Length: <= 1 } rest] && benchmarks.FirstOrDefault(candidate => candidate.Name == name) is { } chosen)
{
    chosen.Run(Console.Out, rest.SingleOrDefault(""));
    return 0;
}

Console.Error.WriteLine("usage: dotnet run -c Release --project Tests/Benchmarks -- NAME [PART], where NAME is all or one of");
foreach (var benchmark in benchmarks)
{
    Console.Error.WriteLine($"  {benchmark.Name,-12} {benchmark.Summary}");
}

Console.Error.WriteLine($"  {"quality",-12} how good the samplers are, beside Optuna; quality --help shows its options");
return 2;
