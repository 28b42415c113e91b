using SweepCluster.Training.Files;

namespace SweepCluster.Training.Data;

/// <summary>Fetches files, checks what they hash to, and puts them in place whole or not at all.</summary>
internal sealed class Downloader(HttpMessageHandler network) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly HttpClient _client = new(network) { Timeout = Patience };

    /// <exception cref="DataException">There is no network, the file is not the right one, or it cannot be written.</exception>
    public void Fetch(RemoteFile file, string directory)
    {
        var path = Path.Combine(directory, file.Name);
        var content = Read(file, path);
        Check(file, path, content);
        try
        {
            Directory.CreateDirectory(directory);
            DurableFile.Write(path, stream => stream.Write(content));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"'{path}' was downloaded but cannot be written: {error.Message}", error);
        }
    }

    public void Dispose() => _client.Dispose();

    private byte[] Read(RemoteFile file, string path)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file.Address);
            using var response = _client.Send(request);
            response.EnsureSuccessStatusCode();
            using var content = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(content);
            return content.ToArray();
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            var reason = error is OperationCanceledException ? $"nothing came for {Patience.TotalMinutes:0} minutes" : error.Message;
            throw new DataException(
                $"'{path}' is missing and {file.Address} cannot be fetched ({reason.TrimEnd('.')}). " +
                "Connect this machine to the network and try again, or put the file there by hand.",
                error);
        }
    }

    private static void Check(RemoteFile file, string path, byte[] content)
    {
        var seen = HashOf(file, content);
        if (seen != file.Checksum.Digits)
        {
            throw new DataException(
                $"What {file.Address} sent is not '{file.Name}': its {file.Checksum.Algorithm} is {seen}, it must be " +
                $"{file.Checksum.Digits}. Nothing was kept; try again, or put the right file at '{path}' by hand.");
        }
    }

    private static string HashOf(RemoteFile file, byte[] content)
    {
        try
        {
            return file.Checksum.Of(content);
        }
        catch (InvalidDataException)
        {
            return "that of no gzip file";
        }
    }
}
