using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SweepCluster.Benchmarks.Training;

/// <summary>The benchmark's networks as a TorchSharp user would write them.</summary>
internal static class BareNetworks
{
    public static Module<Tensor, Tensor> LeNet() => LeNet(width: 1);

    public static Module<Tensor, Tensor> LeNet(int width) => Sequential(
        Conv2d(1, 6 * width, 5, padding: 2), ReLU(), MaxPool2d(2, 2),
        Conv2d(6 * width, 16 * width, 5), ReLU(), MaxPool2d(2, 2),
        Flatten(),
        Linear(400 * width, 120), ReLU(), Linear(120, 84), ReLU(), Linear(84, 10));

    public static Module<Tensor, Tensor> ResNet8(int width) => Sequential(
        Conv2d(1, width, 3, padding: 1, bias: false), BatchNorm2d(width), ReLU(),
        new BareResidual(width, width, stride: 1),
        new BareResidual(width, 2 * width, stride: 2),
        new BareResidual(2 * width, 4 * width, stride: 2),
        AdaptiveAvgPool2d(1), Flatten(), Linear(4 * width, 10));
}
