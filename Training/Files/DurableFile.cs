using System.Runtime.InteropServices;

namespace SweepCluster.Training.Files;

/// <summary>Writes files that are either complete or absent, whatever happens to the process or the machine meanwhile.</summary>
internal static partial class DurableFile
{
    private const int OpenDirectoryReadOnly = 0x10000; // O_RDONLY | O_DIRECTORY on Linux

    /// <summary>
    /// Lets <paramref name="write"/> fill a file aside, forces it to disk and renames it to <paramref name="path"/>. On any error the
    /// file that was there before stays as it was. Several processes may do this at once: each writes aside under its own name.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        var aside = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            using (var stream = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception error)
        {
            RemoveQuietly(aside);
            if (error is ArgumentOutOfRangeException) // what .NET makes of EFBIG: the file is larger than the disk or a limit allows
            {
                throw new IOException(error.Message, error);
            }

            throw;
        }

        FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static void RemoveQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error that led here is the one worth telling; a stray .part file is never read.
        }
    }

    /// <summary>Makes the rename itself durable. .NET opens no directories, hence the three system calls.</summary>
    private static void FlushDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(path, OpenDirectoryReadOnly);
        if (descriptor >= 0)
        {
            _ = FileSync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FileSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
