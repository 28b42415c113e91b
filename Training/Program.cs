using SweepCluster.Contracts.Zoo;
using System.Text.Json;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Hosting;
using SweepCluster.Training.Numerics;

try
{
    switch (CommandLine.Parse(args))
    {
        case ServeCommand serve:
            return TrialHost.Serve(serve);
        case SelfTestCommand:
            TorchEnvironment.SetThreads(1);
            var numerics = NumericsGuard.Secure();
            Console.WriteLine(JsonSerializer.Serialize(numerics, JsonSerializerOptions.Web));
            return numerics.Trusted ? ExitCode.Done : ExitCode.Failed;
        case PrepareCommand prepare:
            FashionMnist.PrepareTraining(prepare.DataDirectory);
            return ExitCode.Done;
        case EvaluateCommand evaluate:
            Console.WriteLine(JsonSerializer.Serialize(CheckpointEvaluation.Run(evaluate)));
            return ExitCode.Done;
        default:
            Console.WriteLine(CommandLine.Usage);
            return ExitCode.Done;
    }
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(CommandLine.Usage);
    return ExitCode.Usage;
}
catch (Exception error) when (error is CheckpointException or DataException or InfeasibleException or InvalidOperationException)
{
    Console.Error.WriteLine(error.Message);
    return ExitCode.Failed;
}
