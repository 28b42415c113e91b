using System.Text;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Data;
using SweepCluster.Training.Numerics;

namespace SweepCluster.Training.Hosting;

/// <summary>The process that a silo keeps for one slot: says hello, gets ready, and runs one attempt after the other.</summary>
internal static class TrialHost
{
    /// <summary>Serves until the silo closes the channel; returns only when this machine cannot be trusted to train.</summary>
    public static int Serve(ServeCommand command)
    {
        StandardStreams.LeaveTerminal();
        var channel = new TrialChannel(StandardStreams.TakeOutput());
        using var reader = new SiloReader(new StreamReader(Console.OpenStandardInput(), Encoding.UTF8), channel);
        reader.Begin();

        TorchEnvironment.Load(command.Threads);
        var numerics = NumericsGuard.Secure();
        channel.Send(new HelloMessage(
            TrialProtocol.Version, TorchEnvironment.Program, Environment.ProcessId, TorchEnvironment.Describe(numerics)));
        if (!numerics.Trusted)
        {
            Console.Error.WriteLine($"Convolutions on this machine are wrong (oneDNN: {numerics.Reason}), so nothing is trained.");
            return ExitCode.Untrusted;
        }

        var library = new ImageLibrary(command.DataDirectory);
        Preload(library, channel);
        var runner = new AttemptRunner(library, TimeProvider.System);
        while (true)
        {
            channel.Send(new ReadyMessage(Environment.WorkingSet));
            var (start, link) = reader.AwaitStart();
            link.Send(runner.Run(start, link));
            Heap.Trim();
        }
    }

    /// <summary>Opens data before the first attempt needs it. Trouble is only announced: the attempt will tell it in full.</summary>
    private static void Preload(ImageLibrary library, TrialChannel channel)
    {
        try
        {
            library.Warm();
        }
        catch (DataException error)
        {
            channel.Send(new LogMessage(LogLevelName.Warning, error.Message));
        }
    }
}
