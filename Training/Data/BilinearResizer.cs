namespace SweepCluster.Training.Data;

/// <summary>
/// Scales images to a square by bilinear interpolation with half-pixel centres (<c>align_corners=false</c> in PyTorch) and without
/// smoothing before shrinking. It computes in double precision; a result is rounded to the nearest byte, halves away from zero.
/// </summary>
internal sealed class BilinearResizer
{
    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly Tap[] _rows;
    private readonly Tap[] _columns;

    public BilinearResizer(int channels, int height, int width, int side)
    {
        (_channels, _height, _width) = (channels, height, width);
        (_rows, _columns) = (Taps(height, side), Taps(width, side));
    }

    /// <summary>Scales one image, whose channels are planes one after the other.</summary>
    public void Resize(ReadOnlySpan<byte> image, Span<byte> resized)
    {
        var next = 0;
        for (var channel = 0; channel < _channels; channel++)
        {
            var plane = image.Slice(channel * _height * _width, _height * _width);
            foreach (var row in _rows)
            {
                var upper = plane.Slice(row.Near * _width, _width);
                var lower = plane.Slice(row.Far * _width, _width);
                foreach (var column in _columns)
                {
                    var above = column.Between(upper);
                    var below = column.Between(lower);
                    resized[next++] = (byte)(above + (row.Weight * (below - above)) + 0.5);
                }
            }
        }
    }

    private static Tap[] Taps(int from, int to)
    {
        var taps = new Tap[to];
        for (var i = 0; i < to; i++)
        {
            var place = Math.Max(0, ((i + 0.5) * from / to) - 0.5);
            var near = (int)place;
            taps[i] = new Tap(near, Math.Min(near + 1, from - 1), place - near);
        }

        return taps;
    }

    /// <summary>The two neighbours of a place between pixels, and how much of the second there is.</summary>
    private readonly record struct Tap(int Near, int Far, double Weight)
    {
        public double Between(ReadOnlySpan<byte> line) => line[Near] + (Weight * (line[Far] - line[Near]));
    }
}
