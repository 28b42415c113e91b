namespace SweepCluster.Training.Loop;

/// <summary>How going through a list of images ended. A closed family.</summary>
internal abstract record PassOutcome
{
    private PassOutcome()
    {
    }

    /// <summary>The attempt was told to stop before the end.</summary>
    internal sealed record Stopped : PassOutcome;

    /// <summary>The loss is not a finite number any more.</summary>
    internal sealed record Diverged : PassOutcome;

    /// <summary>All images were seen.</summary>
    /// <param name="Loss">The mean loss of an image.</param>
    /// <param name="Accuracy">The fraction of images whose class was named right.</param>
    /// <param name="Seconds">How long it took.</param>
    /// <param name="ClassAccuracies">The same for each class, where that was asked for; a class without images has 0.</param>
    internal sealed record Finished(
        double Loss, double Accuracy, double Seconds, IReadOnlyList<double> ClassAccuracies) : PassOutcome;
}
