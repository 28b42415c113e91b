using System.Security.Cryptography;
using System.Text.Json;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>Names the content of a sweep's request, so that an interrupted run of the same file is found again.</summary>
public static class SpecHash
{
    /// <summary>The SHA-256 of the request's JSON in 64 lower-case hexadecimal digits; a file's layout does not count.</summary>
    public static string Of(SweepSpec spec) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(spec, SweepJson.Options)));
}
