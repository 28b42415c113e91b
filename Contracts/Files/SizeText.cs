using System.Globalization;
using System.Text.RegularExpressions;

namespace SweepCluster.Contracts.Files;

/// <summary>Amounts of memory such as <c>6GiB</c>, <c>1.5GiB</c> and <c>800MB</c>.</summary>
public static partial class SizeText
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("B", 1),
    ];

    /// <summary>The least amount that can be asked for: 1 MiB.</summary>
    public const long Least = 1L << 20;

    /// <summary>The largest amount that can be asked for: 1024 TiB.</summary>
    public const long Most = 1L << 50;

    /// <summary>The amount in bytes; null when the text is none, has no unit, or is not from 1MiB to 1024TiB and whole in bytes.</summary>
    public static long? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var unit = Array.Find(Units, unit => unit.Unit == match.Groups["unit"].Value).Bytes;
        var bytes = decimal.Parse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
        return bytes is >= Least and <= Most && decimal.IsInteger(bytes) ? (long)bytes : null;
    }

    /// <summary>The amount exactly, in the largest binary unit of which it is a whole number, as <see cref="Parse"/> reads it.</summary>
    public static string Exact(long bytes)
    {
        var (unit, size) = Array.Find(Units, unit => bytes % unit.Bytes == 0 && unit.Bytes % 1000 != 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / size}{unit}");
    }

    /// <summary>The amount for people, with one decimal at most, such as <c>22.5 GiB</c>.</summary>
    public static string Rounded(long bytes)
    {
        var (unit, size) = Array.Find(Units, unit => bytes >= unit.Bytes && unit.Bytes % 1000 != 0);
        return size == 0 ? "0 B" : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)size:0.#} {unit}");
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,16}(\.[0-9]{1,9})?) ?(?<unit>[KMGT]iB|[kMGT]?B)\z")]
    private static partial Regex Pattern();
}
