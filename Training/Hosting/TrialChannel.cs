using System.Text;
using SweepCluster.Contracts.Protocol;

namespace SweepCluster.Training.Hosting;

/// <summary>Writes messages to the silo, one line each, from any thread.</summary>
internal sealed class TrialChannel(Stream output)
{
    private readonly Lock _turn = new();

    /// <summary>Sends a message. A closed channel means that the silo is gone, and then so is the reason to live.</summary>
    public void Send(TrialMessage message)
    {
        var line = Encoding.UTF8.GetBytes(TrialProtocol.Write(message) + "\n");
        try
        {
            lock (_turn)
            {
                output.Write(line);
                output.Flush();
            }
        }
        catch (IOException)
        {
            StandardStreams.ExitNow(0);
        }
    }
}
