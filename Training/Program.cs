using SweepCluster.Contracts.Zoo;
using System.Text.Json;
using SweepCluster.Training.Checkpoints;
using SweepCluster.Training.Data;
using SweepCluster.Training.Export;
using SweepCluster.Training.Hosting;
using SweepCluster.Training.Numerics;

try
{
    switch (CommandLine.Parse(args))
    {
        case ServeCommand serve:
            return TrialHost.Serve(serve);
        case SelfTestCommand:
            TorchEnvironment.Load(1);
            var numerics = NumericsGuard.Secure();
            Console.WriteLine(JsonSerializer.Serialize(numerics, JsonSerializerOptions.Web));
            return numerics.Trusted ? ExitCode.Done : ExitCode.Failed;
        case PrepareCommand prepare:
            Preparation.Run(prepare);
            return ExitCode.Done;
        case EvaluateCommand evaluate:
            Console.WriteLine(JsonSerializer.Serialize(CheckpointEvaluation.Run(evaluate)));
            return ExitCode.Done;
        case EvaluateModelCommand evaluate:
            Console.WriteLine(JsonSerializer.Serialize(ModelEvaluation.Run(evaluate), JsonSerializerOptions.Web));
            return ExitCode.Done;
        case ExportCommand export:
            ModelExport.Run(export);
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
catch (Exception error) when (error is
    CheckpointException or ModelException or DataException or InfeasibleException or InvalidOperationException)
{
    Console.Error.WriteLine(error.Message);
    return ExitCode.Failed;
}
