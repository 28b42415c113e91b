using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Training.Models;

/// <summary>
/// Batch normalisation written out (Ioffe and Szegedy 2015, algorithms 1 and 2): y = gain * (x - mean) / sqrt(variance + epsilon) + shift.
/// Mean and variance are those of the batch in training, over all but the channels, and the moving averages otherwise.
/// </summary>
internal static class BatchNormFormula
{
    /// <summary>Normalises; in training it also moves the averages, in place and without recording gradients.</summary>
    /// <param name="input">Features of shape (n, c) or (n, c, h, w).</param>
    /// <param name="gain">The gain of each channel, of shape (c).</param>
    /// <param name="shift">The shift of each channel, of shape (c).</param>
    /// <param name="movingMean">The moving mean, of shape (c).</param>
    /// <param name="movingVariance">The moving variance, of shape (c).</param>
    /// <param name="training">Which mean and variance are used. Nothing else decides it, not whether gradients are recorded.</param>
    /// <param name="momentum">The share of this batch in the moving averages, from 0 to 1.</param>
    /// <param name="biasedVariance">True when the moving variance takes the batch's own, false for n / (n - 1) times it.</param>
    /// <param name="epsilon">What is added to a variance before its root.</param>
    /// <exception cref="ArgumentException">The input has neither 2 nor 4 dimensions.</exception>
    public static Tensor Apply(
        Tensor input,
        Tensor gain,
        Tensor shift,
        Tensor movingMean,
        Tensor movingVariance,
        bool training,
        double momentum,
        bool biasedVariance,
        double epsilon)
    {
        if (input.dim() is not (2 or 4))
        {
            throw new ArgumentException($"The input has {input.dim()} dimensions; it must have 2 or 4.", nameof(input));
        }

        using var scope = NewDisposeScope();
        long[] others = input.dim() == 2 ? [0] : [0, 2, 3];
        long[] aligned = input.dim() == 2 ? [1, -1] : [1, -1, 1, 1];
        using var small = epsilon.ToScalar();
        if (!training)
        {
            var factor = gain * movingVariance.add(small, CachedScalars.One).rsqrt();
            return (input * factor.view(aligned)).add_((shift - (movingMean * factor)).view(aligned), CachedScalars.One).MoveToOuterDisposeScope();
        }

        var mean = input.mean(others, keepdim: true);
        var centred = input - mean;
        var variance = (centred * centred).mean(others, keepdim: true);
        MoveAverages(mean, variance, movingMean, movingVariance, momentum, biasedVariance ? 0 : input.NumberOfElements / input.shape[1]);
        var normalised = centred * variance.add(small, CachedScalars.One).rsqrt();
        return (normalised * gain.view(aligned)).add_(shift.view(aligned), CachedScalars.One).MoveToOuterDisposeScope();
    }

    /// <param name="mean">The batch's mean.</param>
    /// <param name="variance">The batch's own variance.</param>
    /// <param name="movingMean">What is moved towards the mean.</param>
    /// <param name="movingVariance">What is moved towards the variance.</param>
    /// <param name="momentum">How far they move.</param>
    /// <param name="values">Values per channel, for the unbiased variance; 0 for the batch's own.</param>
    private static void MoveAverages(
        Tensor mean, Tensor variance, Tensor movingMean, Tensor movingVariance, double momentum, long values)
    {
        using var frozen = no_grad();
        using var kept = (1 - momentum).ToScalar();
        using var taken = momentum.ToScalar();
        using var takenOfVariance = (values > 0 ? momentum * values / (values - 1) : momentum).ToScalar();
        movingMean.mul_(kept).add_(mean.view(-1), taken);
        movingVariance.mul_(kept).add_(variance.view(-1), takenOfVariance);
    }
}
