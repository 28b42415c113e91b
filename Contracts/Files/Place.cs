using YamlDotNet.Core;

namespace SweepCluster.Contracts.Files;

/// <summary>A line and a column, both counted from 1.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public static Place Start { get; } = new(1, 1);

    public static Place Of(Mark mark) => new((int)mark.Line, (int)mark.Column);
}

/// <summary>A value and where it stands.</summary>
internal readonly record struct Located<T>(T Value, Place Place);
