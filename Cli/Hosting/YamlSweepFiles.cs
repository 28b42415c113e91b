using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;
using SweepCluster.Search.Engine;

namespace SweepCluster.Cli.Hosting;

/// <summary>Sweep files on disk.</summary>
internal sealed class YamlSweepFiles : ISweepFiles
{
    public SweepFile Read(string path)
    {
        try
        {
            var file = SweepFileReader.ReadFile(path);
            RequireSomethingToTry(file.Spec);
            return new SweepFile(WithFullPaths(file.Spec, path), [.. file.Warnings.Select(warning => warning.ToString())]);
        }
        catch (Contracts.Files.SweepFileException exception)
        {
            throw new SweepFileException([.. exception.Errors.Select(error => error.ToString())]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SweepFileException([$"{path}: {exception.Message}"]);
        }
    }

    /// <summary>What no line of the file says by itself: that the space as a whole can be searched and has a point that may be tried.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    private static void RequireSomethingToTry(SweepSpec spec)
    {
        var engine = new SweepEngine();
        engine.Apply(new SweepSubmitted(spec) { Sequence = 1 });
        if (engine.NothingToTry() is { } reason)
        {
            throw new ArgumentException(reason);
        }
    }

    /// <summary>
    /// Trial processes start in a directory of their slot, so a file or a folder of images that lies beside the sweep file is named in full.
    /// </summary>
    private static SweepSpec WithFullPaths(SweepSpec spec, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return spec.Task switch
        {
            ProgramTask program => spec with { Task = new ProgramTask([.. program.Command.Select(word => InFull(folder, word))]) },
            DatasetTask { Path: { } images } dataset => spec with { Task = dataset with { Path = Path.GetFullPath(images, folder) } },
            _ => spec,
        };
    }

    private static string InFull(string folder, string word) =>
        File.Exists(Path.Combine(folder, word)) ? Path.GetFullPath(Path.Combine(folder, word)) : word;

    public string SpecHash(SweepSpec spec) => Contracts.Files.SpecHash.Of(spec);
}
