using System.Text;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads sweep files: YAML (so JSON too) with the keys that <c>docs/sweep-file.md</c> describes.</summary>
public static class SweepFileReader
{
    /// <summary>The greatest size of a sweep file, in characters and in bytes: 256 KiB.</summary>
    public const int MaxSize = 256 * 1024;

    private const char ByteOrderMark = (char)0xFEFF;

    /// <summary>Reads the text of a sweep file.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="fileName">The name that errors mention; a file without a <c>name</c> is named after it.</param>
    /// <exception cref="SweepFileException">The file has errors; the exception holds all of them, up to 100.</exception>
    public static SweepFile Read(string text, string fileName)
    {
        var remarks = new Remarks(fileName);
        if (text.Length > MaxSize)
        {
            throw TooLarge(remarks);
        }

        var root = NodeParser.Parse(text.TrimStart(ByteOrderMark), remarks);
        var spec = SweepReader.Read(root, fileName, remarks);
        return spec is null ? throw remarks.ToException() : new SweepFile(spec, remarks.Warnings);
    }

    /// <summary>Reads a sweep file from disk; it must be UTF-8.</summary>
    /// <exception cref="SweepFileException">The file has errors; the exception holds all of them, up to 100.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SweepFile ReadFile(string path)
    {
        var remarks = new Remarks(path);
        if (new FileInfo(path).Length > MaxSize)
        {
            throw TooLarge(remarks);
        }

        try
        {
            return Read(File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)), path);
        }
        catch (DecoderFallbackException)
        {
            throw remarks.Fatal(Place.Start, "the file is not UTF-8 text", "save it as UTF-8");
        }
    }

    private static SweepFileException TooLarge(Remarks remarks) =>
        remarks.Fatal(Place.Start, "the file is larger than 256 KiB", "a sweep file must be smaller");
}
