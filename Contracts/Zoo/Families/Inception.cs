namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>The channels of an Inception block's paths; a path without channels is left out.</summary>
/// <param name="Path1">The 1x1 convolution.</param>
/// <param name="Reduce2">The 1x1 convolution before the 3x3 one.</param>
/// <param name="Path2">The 3x3 convolution.</param>
/// <param name="Reduce3">The 1x1 convolution before the wide one.</param>
/// <param name="Path3">The wide convolution.</param>
/// <param name="Path4">The 1x1 convolution after a pooling.</param>
public readonly record struct Inception(int Path1, int Reduce2, int Path2, int Reduce3, int Path3, int Path4)
{
    /// <summary>The block with every width scaled.</summary>
    public Inception Scaled(double factor) => new(
        ModelZoo.Scale(Path1, factor),
        ModelZoo.Scale(Reduce2, factor),
        ModelZoo.Scale(Path2, factor),
        ModelZoo.Scale(Reduce3, factor),
        ModelZoo.Scale(Path3, factor),
        ModelZoo.Scale(Path4, factor));

    /// <summary>Shares channels out among the paths in a ratio, exactly, by the largest remainders.</summary>
    /// <param name="channels">The channels of the whole block.</param>
    /// <param name="ratio">Four shares, none negative and not all 0.</param>
    /// <param name="reduce">Channels before the second and the third path's wide kernels, in relation to the block's input.</param>
    /// <param name="input">The channels of the block's input.</param>
    public static Inception Share(int channels, IReadOnlyList<double> ratio, IReadOnlyList<double> reduce, int input)
    {
        var exact = ratio.Select(share => channels * share / ratio.Sum()).ToArray();
        var whole = exact.Select(share => (int)Math.Floor(share)).ToArray();
        var byRemainder = Enumerable.Range(0, 4).Where(i => ratio[i] > 0).OrderByDescending(i => exact[i] - whole[i]).ThenBy(i => i);
        foreach (var path in byRemainder.Take(channels - whole.Sum()))
        {
            whole[path]++;
        }

        return new Inception(
            whole[0], ModelZoo.Scale(input, reduce[0]), whole[1], ModelZoo.Scale(input, reduce[1]), whole[2], whole[3]);
    }
}
