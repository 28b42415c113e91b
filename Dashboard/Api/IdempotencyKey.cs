namespace SweepCluster.Dashboard.Api;

/// <summary>The header by which a repeated request is recognised.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The greatest length of a key.</summary>
    public const int MaxLength = 128;

    /// <summary>Reads the header; null when it is absent.</summary>
    /// <exception cref="ApiProblem">It cannot be used.</exception>
    public static string? Read(HttpRequest request)
    {
        if (request.Headers[Header] is not [{ } key])
        {
            return request.Headers.ContainsKey(Header)
                ? throw ApiProblem.BadRequest(Header, $"{Header} was given more than once.")
                : null;
        }

        return key.Length is > 0 and <= MaxLength && key.All(c => c is > ' ' and < '\x7F')
            ? key
            : throw ApiProblem.BadRequest(Header, $"{Header} must be 1 to {MaxLength} printable ASCII characters without blanks.");
    }
}
