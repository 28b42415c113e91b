using System.Diagnostics;
using SweepCluster.Training.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace SweepCluster.Benchmarks.Training;

/// <summary>
/// Ways to compute a convolution, forward and backward, against oneDNN's: libtorch's own kernel, one matrix product of unfolded images,
/// and both with other number formats. Where oneDNN computes wrong numbers its time still counts as the mark to reach.
/// </summary>
internal sealed class ConvolutionBenchmark : IBenchmark
{
    private const int Batch = 64;
    private const int Rounds = 9;

    private static readonly (int Input, int Output, int Side, int Kernel, int Stride)[] Shapes =
    [
        (1, 6, 28, 5, 1), (6, 16, 14, 5, 1), (8, 8, 28, 3, 1), (16, 16, 28, 3, 1), (16, 32, 28, 3, 2), (32, 32, 14, 3, 1), (64, 64, 7, 3, 1),
        (64, 64, 14, 3, 1), (16, 64, 28, 1, 1), (64, 16, 28, 1, 1), (120, 32, 12, 3, 1),
    ];

    public string Name => "convolution";

    public string Summary => "milliseconds of a convolution, forward and backward, by several ways of computing it";

    public void Run(TextWriter output, string part)
    {
        torch.set_num_threads(1);
        OneDnn.TrySetEnabled(false);
        var ways = new (string Name, bool OneDnn, Func<Tensor, Tensor, int, int, Tensor> Compute)[]
        {
            ("oneDNN", true, Direct),
            ("native", false, Direct),
            ("unfold", false, Unfold),
            ("rows", false, Rows),
        };
        output.WriteLine($"1 thread, batch {Batch}, float32, medians of {Rounds}; error is the largest difference of output and gradients from native");
        output.WriteLine($"{"in->out side kernel/stride",-28}" + string.Join("", ways.Select(way => $"{way.Name,10} {"error",8}")));
        foreach (var (input, channels, side, kernel, stride) in Shapes)
        {
            using var scope = NewDisposeScope();
            manual_seed(1);
            var x = randn(Batch, input, side, side).requires_grad_();
            var w = randn(channels, input, kernel, kernel).requires_grad_();
            var reference = Gradients(x, w, kernel, stride, Direct);
            output.Write($"{$"{input}->{channels} {side} {kernel}/{stride}",-28}");
            foreach (var (_, usesOneDnn, compute) in ways)
            {
                OneDnn.TrySetEnabled(usesOneDnn);
                var error = Gradients(x, w, kernel, stride, compute).Zip(reference, (a, b) =>
                    ((a - b).abs().max() / b.abs().max()).item<float>()).Max();
                output.Write(FormattableString.Invariant($"{Median(() => Gradients(x, w, kernel, stride, compute)),10:f2} {error,8:g2}"));
                OneDnn.TrySetEnabled(false);
            }

            output.WriteLine();
        }
    }

    private static double Median(Func<Tensor[]> work)
    {
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            using var scope = NewDisposeScope();
            var started = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    private static Tensor[] Gradients(Tensor x, Tensor w, int kernel, int stride, Func<Tensor, Tensor, int, int, Tensor> compute)
    {
        x.grad = null;
        w.grad = null;
        var y = compute(x, w, kernel, stride);
        y.backward([ones_like(y)]);
        return [y.detach(), x.grad!, w.grad!];
    }

    private static Tensor Direct(Tensor x, Tensor w, int kernel, int stride) =>
        nn.functional.conv2d(x, w, null, [stride, stride], [kernel / 2, kernel / 2]);

    /// <summary>Columns of all patches, and one batched product.</summary>
    private static Tensor Unfold(Tensor x, Tensor w, int kernel, int stride)
    {
        var columns = nn.functional.unfold(x, kernel, padding: kernel / 2, stride: stride);
        var side = (long)Math.Sqrt(columns.shape[2]);
        return w.view(w.shape[0], -1).matmul(columns).view(x.shape[0], w.shape[0], side, side);
    }

    /// <summary>A sum of products, one for each position of the kernel, each over all channels at once.</summary>
    private static Tensor Rows(Tensor x, Tensor w, int kernel, int stride)
    {
        var padding = kernel / 2;
        var padded = padding > 0 ? nn.functional.pad(x, [padding, padding, padding, padding]) : x;
        var side = ((x.shape[2] + (2 * padding) - kernel) / stride) + 1;
        var rows = padded.permute(1, 0, 2, 3);
        Tensor? sum = null;
        for (var i = 0; i < kernel; i++)
        {
            for (var j = 0; j < kernel; j++)
            {
                var patch = rows.slice(2, i, i + ((side - 1) * stride) + 1, stride).slice(3, j, j + ((side - 1) * stride) + 1, stride);
                var part = w.select(3, j).select(2, i).mm(patch.reshape(x.shape[1], -1));
                sum = sum is null ? part : sum + part;
            }
        }

        return sum!.view(w.shape[0], x.shape[0], side, side).permute(1, 0, 2, 3);
    }
}
