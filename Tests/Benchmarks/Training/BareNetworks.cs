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

    public static Module<Tensor, Tensor> Vgg11(int width)
    {
        var layers = new List<Module<Tensor, Tensor>>();
        var channels = 1;
        foreach (var (convolutions, factor) in new[] { (1, 1), (1, 2), (2, 4), (2, 8), (2, 8) })
        {
            for (var i = 0; i < convolutions; i++)
            {
                layers.AddRange([Conv2d(channels, width * factor, 3, padding: 1), ReLU()]);
                channels = width * factor;
            }

            layers.Add(MaxPool2d(2, 2));
        }

        layers.AddRange([Flatten(), Linear(channels, 256), ReLU(), Dropout(0.5), Linear(256, 256), ReLU(), Dropout(0.5), Linear(256, 10)]);
        return Sequential(layers);
    }

    public static Module<Tensor, Tensor> ResNet18() => Sequential(
        Conv2d(1, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(), MaxPool2d(3, 2, 1),
        new BareResidual(64, 64, stride: 1), new BareResidual(64, 64, stride: 1),
        new BareResidual(64, 128, stride: 2), new BareResidual(128, 128, stride: 1),
        new BareResidual(128, 256, stride: 2), new BareResidual(256, 256, stride: 1),
        new BareResidual(256, 512, stride: 2), new BareResidual(512, 512, stride: 1),
        AdaptiveAvgPool2d(1), Flatten(), Linear(512, 10));
}
