using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Hosting;

/// <summary>Sweep files on disk.</summary>
internal sealed class YamlSweepFiles : ISweepFiles
{
    public SweepFile Read(string path)
    {
        try
        {
            var file = SweepFileReader.ReadFile(path);
            return new SweepFile(file.Spec, [.. file.Warnings.Select(warning => warning.ToString())]);
        }
        catch (Contracts.Files.SweepFileException exception)
        {
            throw new SweepFileException([.. exception.Errors.Select(error => error.ToString())]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SweepFileException([$"{path}: {exception.Message}"]);
        }
    }

    public string SpecHash(SweepSpec spec) => Contracts.Files.SpecHash.Of(spec);
}
