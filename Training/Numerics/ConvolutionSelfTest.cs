using static TorchSharp.torch;

namespace SweepCluster.Training.Numerics;

/// <summary>
/// Compares small convolutions with the same sums written as unfold and matrix product, which never go through oneDNN. The two shapes
/// are ones that oneDNN was seen to get wrong: channel counts that are no multiple of 16 on the way in and on the way out.
/// </summary>
internal static class ConvolutionSelfTest
{
    /// <summary>The greatest relative error that rounding explains, with room to spare; the fault it looks for is of order one.</summary>
    public const double Tolerance = 1e-3;

    private const int Kernel = 3;
    private const int Size = 8;

    /// <summary>The greatest error of an output or gradient, relative to the greatest value of the same tensor.</summary>
    public static double WorstError() => Math.Max(WorstError(24, 24), WorstError(16, 10));

    private static double WorstError(int channelsIn, int channelsOut)
    {
        using var scope = NewDisposeScope();
        var input = Wave([2, channelsIn, Size, Size], 0.37f);
        var weight = Wave([channelsOut, channelsIn, Kernel, Kernel], 0.71f);
        var actual = RunForwardAndBackward(input, weight, (x, w) => nn.functional.conv2d(x, w, padding: [1, 1]));
        var expected = RunForwardAndBackward(input, weight, ConvolveByMatrixProduct);
        return actual.Zip(expected, RelativeError).Max();
    }

    private static Tensor Wave(long[] shape, float frequency)
    {
        var elements = shape.Aggregate(1L, (product, length) => product * length);
        var values = new float[elements];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Sin((frequency * i) + (0.013f * i * (i % 7)));
        }

        return tensor(values, shape);
    }

    private static Tensor[] RunForwardAndBackward(Tensor input, Tensor weight, Func<Tensor, Tensor, Tensor> convolve)
    {
        var x = input.clone().requires_grad_();
        var w = weight.clone().requires_grad_();
        var output = convolve(x, w);
        output.square().sum().backward();
        return [output.detach(), x.grad!, w.grad!];
    }

    private static Tensor ConvolveByMatrixProduct(Tensor input, Tensor weight)
    {
        var columns = nn.functional.unfold(input, Kernel, padding: 1);
        var product = matmul(weight.reshape(weight.shape[0], -1), columns);
        return product.reshape(input.shape[0], weight.shape[0], Size, Size);
    }

    private static double RelativeError(Tensor actual, Tensor expected)
    {
        var error = (actual - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        return float.IsFinite(error) ? error : double.MaxValue;
    }
}
