namespace SweepCluster.Search.Surrogates;

/// <summary>The parameters of a Gaussian process that are fitted.</summary>
/// <param name="InverseSquaredLengths">By coordinate, the inverse of the squared distance over which values stay alike; at least 0.</param>
/// <param name="Scale">The prior variance, above 0.</param>
/// <param name="Noise">The variance of observations of the same point, above 0.</param>
internal sealed record GaussianProcessParameters(double[] InverseSquaredLengths, double Scale, double Noise)
{
    /// <summary>How many numbers are fitted.</summary>
    public int Count => InverseSquaredLengths.Length + 2;

    /// <summary>All numbers' logarithms: lengths, scale, noise.</summary>
    public double[] Logs() => [.. InverseSquaredLengths.Select(length => Math.Log(length)), Math.Log(Scale), Math.Log(Noise)];

    /// <summary>The parameters of such logarithms.</summary>
    public static GaussianProcessParameters FromLogs(double[] logs) =>
        new([.. logs[..^2].Select(log => Math.Exp(log))], Math.Exp(logs[^2]), Math.Exp(logs[^1]));
}
