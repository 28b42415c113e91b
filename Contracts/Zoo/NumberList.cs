using System.Globalization;

namespace SweepCluster.Contracts.Zoo;

/// <summary>Lists of numbers as text, such as <c>4-4-4</c>: hyphens between numbers that are never negative, <c>none</c> for no number.</summary>
public static class NumberList
{
    /// <summary>The text of the empty list.</summary>
    public const string Empty = "none";

    /// <summary>The numbers; null when the text is no list.</summary>
    public static IReadOnlyList<double>? Parse(string text)
    {
        if (text == Empty)
        {
            return [];
        }

        var numbers = new List<double>();
        foreach (var part in text.Split('-'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>The text of a list.</summary>
    public static string Write(IReadOnlyList<double> numbers) => numbers.Count == 0
        ? Empty
        : string.Join('-', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
