namespace SweepCluster.Training.Optimizers;

/// <summary>How the learning rate goes on after the warm-up.</summary>
internal enum ScheduleKind
{
    /// <summary>It stays at its peak.</summary>
    Constant,

    /// <summary>It is multiplied by a factor after equal parts of the training.</summary>
    Step,

    /// <summary>It is multiplied by a factor at given points of the training.</summary>
    MultiStep,

    /// <summary>It falls by the same factor with every update.</summary>
    Exponential,

    /// <summary>It falls with a power of the rest of the training.</summary>
    Polynomial,

    /// <summary>It falls in half a cosine wave (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>It rises to its peak and falls almost to 0, each in half a cosine wave (Smith and Topin 2018).</summary>
    OneCycle,
}
