using SweepCluster.Contracts.Zoo;
using System.Runtime.InteropServices;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Data;
using SweepCluster.Training.Loop;
using TorchSharp;

namespace SweepCluster.Training.Hosting;

/// <summary>Runs attempts one after the other on the calling thread and turns whatever happens into how the attempt ended.</summary>
internal sealed class AttemptRunner(ImageLibrary library, TimeProvider time)
{
    private static readonly string[] OutOfMemoryWords = ["out of memory", "can't allocate memory", "not enough memory"];

    public EndMessage Run(StartMessage start, IAttemptLink link)
    {
        try
        {
            return Train(start, link);
        }
        catch (InfeasibleException error)
        {
            return new EndMessage(TrialEnd.Infeasible, error.Message);
        }
        catch (Exception error) when (IsOutOfMemory(error))
        {
            return new EndMessage(TrialEnd.OutOfMemory, FirstLine(error));
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
            return new EndMessage(TrialEnd.Failed, FirstLine(error));
        }
    }

    private EndMessage Train(StartMessage start, IAttemptLink link)
    {
        var plan = AttemptPlan.From(start);
        CheckDevice(start.Device);
        torch.set_num_threads(Math.Max(1, start.Threads)); // the setting is the thread's own, so it is made where training runs
        var images = library.Training(start.Task);
        using var scope = torch.NewDisposeScope();
        using var trainer = new AttemptTrainer(start, plan, images, link, time);
        return trainer.Run();
    }

    private static void CheckDevice(string name)
    {
        var isKnown = name == "cpu" || name == "cuda" || name.StartsWith("cuda:", StringComparison.Ordinal);
        if (!isKnown || (name != "cpu" && !torch.cuda.is_available()))
        {
            throw new InvalidOperationException(
                $"The device was '{name}'; this process can train on cpu{(torch.cuda.is_available() ? " and cuda" : "")}.");
        }
    }

    /// <summary>libtorch says that memory ran out in words only.</summary>
    private static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException || (error is ExternalException &&
        OutOfMemoryWords.Any(words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));

    /// <summary>libtorch appends a stack trace to its messages.</summary>
    private static string FirstLine(Exception error) => error.Message.Split('\n')[0].Trim();
}
