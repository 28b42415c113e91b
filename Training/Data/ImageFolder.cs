namespace SweepCluster.Training.Data;

/// <summary>The images of one part of a folder data set, in an order that does not depend on the file system.</summary>
/// <param name="Files">Their full paths, class by class.</param>
/// <param name="Classes">The class of each.</param>
internal sealed record ImageFolder(IReadOnlyList<string> Files, byte[] Classes)
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>Lists the images of every class folder.</summary>
    /// <param name="folder">The folder that holds the class folders.</param>
    /// <param name="labels">The class folders' names; a class may have no folder here.</param>
    public static ImageFolder List(string folder, IReadOnlyList<string> labels)
    {
        var files = new List<string>();
        var classes = new List<byte>();
        for (var label = 0; label < labels.Count; label++)
        {
            var found = Images(Path.Combine(folder, labels[label]));
            files.AddRange(found);
            classes.AddRange(Enumerable.Repeat((byte)label, found.Length));
        }

        return new ImageFolder(files, [.. classes]);
    }

    private static string[] Images(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
}
