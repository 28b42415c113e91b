namespace SweepCluster.Training.Optimizers;

/// <summary>How the learning rate goes on after the warm-up.</summary>
internal enum ScheduleKind
{
    /// <summary>It stays at its peak.</summary>
    Constant,

    /// <summary>It falls to 0 in half a cosine wave (Loshchilov and Hutter 2017).</summary>
    Cosine,
}
