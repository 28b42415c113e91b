namespace SweepCluster.Contracts.Access;

/// <summary>A key as it is stored: all but its secret.</summary>
/// <param name="Id">By what people name it; twelve hexadecimal digits.</param>
/// <param name="Name">Whom or what it was made for; 1 to 60 characters.</param>
/// <param name="Role">What it allows.</param>
/// <param name="Sha256">The SHA-256 of the secret, in lower-case hexadecimal digits.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
[GenerateSerializer, Alias("api-key"), Immutable]
public sealed record ApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] AccessRole Role,
    [property: Id(3)] string Sha256,
    [property: Id(4)] DateTimeOffset CreatedAt)
{
    /// <summary>When it was revoked, in UTC; null while it is good.</summary>
    [Id(5)]
    public DateTimeOffset? RevokedAt { get; init; }
}
