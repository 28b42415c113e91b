using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Loop;

namespace SweepCluster.Training.Hosting;

/// <summary>The messages of one attempt: the reader thread delivers what the silo says, the training thread asks for it.</summary>
internal sealed class AttemptLink(TrialChannel channel) : IAttemptLink
{
    private readonly object _gate = new();
    private TrialCommand? _stop;
    private DecideMessage? _decision;

    /// <summary>True from the moment before the attempt's end is sent.</summary>
    public bool IsOver { get; private set; }

    public TrialCommand? StopRequested
    {
        get
        {
            lock (_gate)
            {
                return _stop;
            }
        }
    }

    public void Send(TrialMessage message)
    {
        if (message is EndMessage)
        {
            lock (_gate)
            {
                IsOver = true;
            }
        }

        channel.Send(message);
    }

    public TrialCommand AwaitDecision(int step)
    {
        lock (_gate)
        {
            while (_stop is null && _decision?.Step != step)
            {
                Monitor.Wait(_gate);
            }

            return _stop ?? _decision!.Command;
        }
    }

    /// <summary>Takes the silo's answer to a report.</summary>
    public void Deliver(DecideMessage decision)
    {
        lock (_gate)
        {
            _decision = decision;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the silo's command to stop.</summary>
    public void Deliver(StopMessage stop)
    {
        lock (_gate)
        {
            _stop = stop.Command;
            Monitor.PulseAll(_gate);
        }
    }
}
