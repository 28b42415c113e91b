using SweepCluster.Training.Data;
using SweepCluster.Training.Hosting;
using SweepCluster.Training.Numerics;

namespace SweepCluster.Benchmarks.Training;

/// <summary>
/// The real training loop against a bare TorchSharp loop of the same network, batch size and images. The two alternate in the same
/// process, so that whatever else the machine does hits both alike; what counts is the ratio of the medians.
/// </summary>
internal sealed class TrainingBenchmark : IBenchmark
{
    private const int Rounds = 7;
    private const double Target = 0.97;

    private static readonly TrainingCase[] Cases =
    [
        new("lenet, width 1, batch 64", """{"model": "lenet", "batch_size": 64}""", BareNetworks.LeNet, Images: 4000, BatchSize: 64),
        new("lenet, width 2, batch 128", """{"model": "lenet", "lenet_width": 2, "batch_size": 128}""",
            () => BareNetworks.LeNet(width: 2), Images: 4000, BatchSize: 128),
        new("resnet 8, width 8, batch 64", """{"model": "resnet", "resnet_width": 8, "batch_size": 64}""",
            () => BareNetworks.ResNet8(width: 8), Images: 1000, BatchSize: 64),
        new("vgg 11, width 8, 32 pixels, batch 64", """{"model": "vgg", "vgg_convs": "1-1-2-2-2", "vgg_width": 8, "batch_size": 64}""",
            () => BareNetworks.Vgg11(width: 8), Images: 1000, BatchSize: 64) { Side = 32 },
        new("resnet 18, batch 64", """{"model": "resnet", "resnet_units": "2-2-2-2", "resnet_width": 64, "resnet_stem": "large", "batch_size": 64}""",
            BareNetworks.ResNet18, Images: 640, BatchSize: 64),
    ];

    public string Name => "training";

    public string Summary => "images per second of the trainer against a bare TorchSharp loop";

    public void Run(TextWriter output, string part)
    {
        TorchEnvironment.Load(threads: 1);
        var numerics = NumericsGuard.Secure();
        output.WriteLine($"1 thread, oneDNN {(numerics.OneDnn ? "on" : "off")}, medians of {Rounds} alternating rounds");
        output.WriteLine($"{"network",-38} {"trainer",10} {"bare loop",10} {"ratio",7}   (images per second; target {Target})");
        foreach (var entry in Cases.Where(entry => entry.Name.Contains(part, StringComparison.Ordinal)))
        {
            using var images = ImageLibrary.Open(Datasets.FashionMnist, DataPart.Training, entry.Side, DataDirectory.Default());
            var (trainer, bare) = Measure(entry, images);
            output.WriteLine(FormattableString.Invariant($"{entry.Name,-38} {trainer,10:f0} {bare,10:f0} {trainer / bare,7:f3}"));
        }
    }

    private static (double Trainer, double Bare) Measure(TrainingCase entry, ImageSet images)
    {
        using var trainer = new TrainerContender(entry, images);
        using var bare = new BareContender(entry, images);
        trainer.RunEpoch(); // the first of each warms up caches and compiles
        bare.RunEpoch();
        var speeds = Enumerable.Range(0, Rounds).Select(_ => (Trainer: trainer.RunEpoch(), Bare: bare.RunEpoch())).ToArray();
        return (Median(speeds.Select(speed => speed.Trainer)), Median(speeds.Select(speed => speed.Bare)));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
