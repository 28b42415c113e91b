using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Content = "ten images"u8.ToArray();

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Fetch_RightFile_LiesInPlaceAndNothingElseDoes()
    {
        using var downloader = new Downloader(new Server(Content));

        downloader.Fetch(FileOf(new Checksum(HashAlgorithmName.SHA256, Convert.ToHexStringLower(SHA256.HashData(Content)))), _directory.Path);

        Assert.Equal(Content, File.ReadAllBytes(_directory.File("data.gz")));
        Assert.Single(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void Fetch_PackedOtherwise_IsCheckedByWhatItUnpacksTo()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Content);
        }

        using var downloader = new Downloader(new Server(packed.ToArray()));

        downloader.Fetch(FileOf(Checksum.Sha256OfUnpacked(Convert.ToHexStringLower(SHA256.HashData(Content)))), _directory.Path);

        Assert.True(File.Exists(_directory.File("data.gz")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fetch_AnotherFile_IsRefusedAndNothingIsKept(bool isOfUnpacked)
    {
        using var downloader = new Downloader(new Server(Content));
        var checksum = isOfUnpacked ? Checksum.Sha256OfUnpacked("00") : Checksum.Md5("00");

        var error = Assert.Throws<DataException>(() => downloader.Fetch(FileOf(checksum), _directory.Path));

        Assert.Contains("is not 'data.gz': its", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was kept", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(HttpStatusCode.NotFound)]
    public void Fetch_NoNetworkOrNoFile_SaysWhereToPutIt(HttpStatusCode? answer)
    {
        using var downloader = new Downloader(new Server([], answer));

        var error = Assert.Throws<DataException>(() => downloader.Fetch(FileOf(Checksum.Md5("00")), _directory.Path));

        Assert.StartsWith($"'{_directory.File("data.gz")}' is missing and http://data.test/data.gz cannot be fetched (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or put the file there by hand.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static RemoteFile FileOf(Checksum checksum) => new("data.gz", new Uri("http://data.test/data.gz"), checksum);

    /// <summary>Answers every request with the same content; without a status it cannot be reached.</summary>
    private sealed class Server(byte[] content, HttpStatusCode? status = HttpStatusCode.OK) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => status is { } code
            ? new HttpResponseMessage(code) { Content = new ByteArrayContent(content) }
            : throw new HttpRequestException("Name or service not known");

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
