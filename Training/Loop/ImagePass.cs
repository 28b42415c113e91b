using SweepCluster.Contracts.Protocol;
using SweepCluster.Training.Data;
using static TorchSharp.torch;

namespace SweepCluster.Training.Loop;

/// <summary>
/// Goes through images batch by batch, for training and evaluation alike: one dispose scope per batch, a look for a stop command before
/// it, a sign of life about once a second after it.
/// </summary>
internal sealed class ImagePass(BatchReader reader, Device device, IAttemptLink link, TimeProvider time)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private long _lastProgress = time.GetTimestamp();

    /// <param name="phase">The word that progress messages call this pass by.</param>
    /// <param name="step">The step in progress.</param>
    /// <param name="positions">The images, in the order in which they are gone through.</param>
    /// <param name="batchSize">Images per batch; the last batch may be smaller.</param>
    /// <param name="answer">What is done with a batch.</param>
    /// <param name="classes">How many classes are counted one by one; 0 for none.</param>
    public PassOutcome Run(string phase, int step, long[] positions, int batchSize, Func<Batch, BatchAnswer> answer, int classes = 0)
    {
        using var scope = NewDisposeScope();
        var started = time.GetTimestamp();
        var totals = new PassTotals(device, classes);
        var order = tensor(positions);
        for (var first = 0; first < positions.Length; first += batchSize)
        {
            if (link.StopRequested is not null)
            {
                return new PassOutcome.Stopped();
            }

            RunBatch(order.narrow(0, first, Math.Min(batchSize, positions.Length - first)), totals, answer);
            if (IsProgressDue())
            {
                link.Send(new ProgressMessage(phase, step, Math.Min(1, (first + batchSize) / (double)positions.Length)));
                if (!double.IsFinite(totals.MeanLoss))
                {
                    return new PassOutcome.Diverged();
                }
            }
        }

        var loss = totals.MeanLoss;
        return double.IsFinite(loss)
            ? new PassOutcome.Finished(loss, totals.Accuracy, time.GetElapsedTime(started).TotalSeconds, totals.ClassAccuracies)
            : new PassOutcome.Diverged();
    }

    private void RunBatch(Tensor positions, PassTotals totals, Func<Batch, BatchAnswer> answer)
    {
        using var scope = NewDisposeScope();
        var batch = reader.Read(positions);
        totals.Add(answer(batch), batch.Labels);
        positions.Dispose();
    }

    private bool IsProgressDue()
    {
        var isDue = time.GetElapsedTime(_lastProgress) >= ProgressInterval;
        _lastProgress = isDue ? time.GetTimestamp() : _lastProgress;
        return isDue;
    }
}
