using System.Security.Cryptography;
using System.Text;

namespace SweepCluster.Contracts.Access;

/// <summary>
/// The secret of a key, such as <c>sweep_4f0c…</c>: 256 random bits, so many that a plain hash of it can be kept and nobody finds it by trying.
/// </summary>
/// <param name="Text">The secret. It is shown once and never stored.</param>
public readonly record struct KeySecret(string Text)
{
    /// <summary>The greatest length of a key's name.</summary>
    public const int MaxNameLength = 60;

    private const string Prefix = "sweep_";
    private const int Bytes = 32;
    private const int IdLength = 12;

    /// <summary>The SHA-256 of the secret, in lower-case hexadecimal digits.</summary>
    public string Sha256 => HashOf(Text);

    /// <summary>Draws a new secret.</summary>
    public static KeySecret Draw() => new(Prefix + RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true));

    /// <summary>The SHA-256 of any text, in lower-case hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The key that this is the secret of.</summary>
    /// <param name="name">Whom or what it is for; 1 to 60 characters.</param>
    /// <param name="role">What it allows.</param>
    /// <param name="createdAt">When it was made, in UTC.</param>
    /// <exception cref="ArgumentException">The name is empty, too long, or has control characters.</exception>
    public ApiKey Key(string name, AccessRole role, DateTimeOffset createdAt)
    {
        var trimmed = name.Trim();
        if (trimmed.Length is 0 or > MaxNameLength || trimmed.Any(char.IsControl))
        {
            throw new ArgumentException($"A key's name was '{trimmed}'; it must have 1 to {MaxNameLength} characters, none of them a control character.", nameof(name));
        }

        var hash = Sha256;
        return new ApiKey(hash[..IdLength], trimmed, role, hash, createdAt);
    }

    /// <summary>Nothing that could end up in a log.</summary>
    public override string ToString() => Prefix + "…";
}
