namespace SweepCluster.Training.Numerics;

/// <summary>What a derived seed is for. The numbers are part of what makes a trial repeatable: never reuse or renumber one.</summary>
internal enum SeedPurpose
{
    /// <summary>The split of the training images, the same for every trial.</summary>
    Split = 1,

    /// <summary>The first weights.</summary>
    Weights = 2,

    /// <summary>The order of the images in an epoch.</summary>
    Order = 3,

    /// <summary>What the layers draw in an epoch, such as dropout.</summary>
    Layers = 4,

    /// <summary>How the training images are changed in an epoch.</summary>
    Augmentation = 5,
}
