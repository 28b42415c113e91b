using System.IO.Compression;
using System.Security.Cryptography;

namespace SweepCluster.Training.Data;

/// <summary>What a downloaded file must hash to.</summary>
/// <param name="Algorithm">SHA-256 or MD5, whichever the data set's publishers or PyTorch's torchvision give.</param>
/// <param name="Digits">The hash in lower-case hexadecimal digits.</param>
/// <param name="IsOfUnpacked">True when it is the hash of what a gzip file unpacks to, which mirrors pack differently.</param>
internal sealed record Checksum(HashAlgorithmName Algorithm, string Digits, bool IsOfUnpacked = false)
{
    public static Checksum Md5(string digits) => new(HashAlgorithmName.MD5, digits);

    public static Checksum Sha256OfUnpacked(string digits) => new(HashAlgorithmName.SHA256, digits, IsOfUnpacked: true);

    /// <summary>The hash of a file's content, to be compared with <see cref="Digits"/>.</summary>
    /// <exception cref="InvalidDataException">It should unpack and does not.</exception>
    public string Of(byte[] content)
    {
        using Stream packed = new MemoryStream(content, writable: false);
        using var stream = IsOfUnpacked ? new GZipStream(packed, CompressionMode.Decompress) : packed;
        return Convert.ToHexStringLower(CryptographicOperations.HashData(Algorithm, stream));
    }
}
