using Spectre.Console.Rendering;
using Spectre.Console.Testing;

namespace SweepCluster.Cli.Tests.View;

/// <summary>Draws at a width and gives the lines.</summary>
internal static class Canvas
{
    public static IReadOnlyList<string> Draw(IRenderable drawing, int width)
    {
        using var console = new TestConsole();
        console.Profile.Width = width;
        console.Write(drawing);
        return console.Output.TrimEnd('\n').Split('\n');
    }

    /// <summary>Spectre wraps what is too wide, so a drawing overflows when a wider canvas gives other lines.</summary>
    public static void FitsExactly(Func<int, IRenderable> draw, int width) => Assert.Equal(
        Draw(draw(width), 1000).Select(line => line.TrimEnd()),
        Draw(draw(width), width).Select(line => line.TrimEnd()));
}
