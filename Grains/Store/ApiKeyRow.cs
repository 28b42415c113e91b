using SweepCluster.Contracts.Access;

namespace SweepCluster.Grains.Store;

/// <summary>A key in the table <c>api_keys</c>.</summary>
internal sealed class ApiKeyRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required AccessRole Role { get; init; }

    /// <summary>The secret's hash; the secret itself is stored nowhere.</summary>
    public required string Sha256 { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? RevokedAt { get; init; }
}
