namespace SweepCluster.Contracts.Zoo;

/// <summary>One data set that the built-in trainer knows by name. Compiled into both the sweep file's reader and the trainer.</summary>
/// <param name="Name">Its name in a sweep file.</param>
/// <param name="Training">The images of its training part, from which validation images are held out.</param>
/// <param name="Test">The images of its test part.</param>
/// <param name="Side">The height and width of its images, in pixels.</param>
/// <param name="Channels">Numbers per pixel: 1 for grey, 3 for red, green and blue.</param>
/// <param name="Labels">The names of its classes, in the order of their numbers.</param>
public sealed record DatasetInfo(string Name, int Training, int Test, int Side, int Channels, IReadOnlyList<string> Labels)
{
    /// <summary>The images held out to rank trials unless the sweep file says how many.</summary>
    public int DefaultValidation => Name == DatasetCatalog.Cifar10.Name ? 5_000 : Training / 6;

    /// <summary>The images trained on unless the sweep file says how many: all that are not held out.</summary>
    public int DefaultTrain => Training - DefaultValidation;
}
