using SweepCluster.Contracts.Zoo.Families;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Training.Tests.Oracles;

/// <summary>
/// Finds the hyperparameters of a reference graph and with them the same network among our families. Nothing is copied layer by layer: what
/// the family builds must turn out equal.
/// </summary>
internal sealed class FamilyReader(OracleGraph graph, bool withDropout)
{
    private static readonly (string Word, Func<FamilyReader, IArchitecture> Read)[] Families =
    [
        ("densenet", reader => reader.DenseNet()),
        ("googlenet", reader => reader.GoogLeNet()),
        ("inception", reader => reader.GoogLeNet()),
        ("alexnet", reader => reader.AlexNet()),
        ("lenet", reader => reader.LeNet()),
        ("vgg", reader => reader.Vgg()),
        ("resnet", reader => reader.ResNet()),
        ("plain", reader => reader.ResNet()),
        ("bottleneck", reader => reader.ResNet()),
        ("residual", reader => reader.ResNet()),
        ("nin", reader => reader.NiN()),
    ];

    /// <summary>The architecture whose name says its family.</summary>
    public static IArchitecture Read(OracleGraph graph, string family, bool withDropout)
    {
        var found = Families.FirstOrDefault(entry => family.Contains(entry.Word, StringComparison.OrdinalIgnoreCase));
        Assert.True(found.Read is not null, $"'{family}' names no family of the zoo: {string.Join(", ", Families.Select(entry => entry.Word))}.");
        return found.Read!(new FamilyReader(graph, withDropout));
    }

    private LeNet LeNet() => new(
        graph.Ops.Any(op => op.Kind == "sigmoid") ? ActivationKind.Sigmoid : ActivationKind.Relu,
        graph.Ops.Any(op => op.Kind == "maxpool2d") ? PoolKind.Max : PoolKind.Avg,
        [.. graph.Convolutions.Select(op => op.Channels)],
        Hidden(),
        Dropout(),
        graph.Convolutions[0].Padding,
        graph.Norm with { AfterActivation = NormFollowsActivation() });

    private AlexNet AlexNet()
    {
        var first = graph.Convolutions[0];
        return new AlexNet([.. graph.Convolutions.Select(op => op.Channels)], first.Kernel, first.Stride, first.Padding, Head(), Norm())
        {
            AverageTo = AverageTo(),
        };
    }

    private Vgg Vgg()
    {
        var blocks = graph.Split(op => op.Kind == "maxpool2d")
            .Select(part => part.Where(op => op.IsConvolution).ToArray())
            .Where(convolutions => convolutions.Length > 0)
            .Select(convolutions => new VggBlock(convolutions.Length, convolutions[0].Channels));
        var averageTo = AverageTo();
        return new Vgg([.. blocks], graph.Convolutions[0].Kernel, averageTo == 1 ? null : Head(), Norm())
        {
            AverageTo = averageTo == 1 ? 0 : averageTo,
        };
    }

    private NiN NiN()
    {
        var parts = graph.Split(op => op.Kind == "maxpool2d").Select(part => part.Where(op => op.IsConvolution).ToArray()).ToArray();
        var first = graph.Convolutions[0];
        var blocks = parts[..^1];
        return new NiN(
            [.. blocks.Select(convolutions => convolutions[0].Channels)],
            first.Kernel,
            first.Stride,
            first.Padding,
            blocks[0].Length - 1,
            Dropout(),
            graph.Ops.Any(op => op.Kind == "relu" && op.Inputs[0] == graph.Convolutions[^1].Id),
            graph.Linears.Count > 0 ? Head() : null,
            Norm());
    }

    private GoogLeNet GoogLeNet()
    {
        var joints = graph.Ops.Where(op => op.Kind == "cat_channels").ToArray();
        var groups = new List<List<Func<int, Inception>>>();
        foreach (var joint in joints)
        {
            var source = SourceOf(joint);
            if (groups.Count == 0 || graph.Get(source).Kind == "maxpool2d")
            {
                groups.Add([]);
            }

            var block = BlockOf(joint, source);
            groups[^1].Add(_ => block);
        }

        var wide = joints.SelectMany(joint => joint.Inputs.Select(id => graph.Path(graph.Get(id), SourceOf(joint))))
            .Select(path => path.Where(op => op.IsConvolution).ToArray()).Where(path => path.Length == 2).Select(path => path[1].Kernel);
        return new GoogLeNet(
            graph.Convolutions[0].Kernel == 7,
            [.. graph.Convolutions.Take(3).Select(op => op.Channels)],
            groups,
            wide.DefaultIfEmpty(5).Max(),
            Norm())
        {
            HasBiases = graph.Convolutions[0].HasBias,
            HasSideHeads = graph.Ops.Any(op => op.Stage.StartsWith("aux", StringComparison.Ordinal)),
            Dropout = graph.Ops.LastOrDefault(op => op.Kind == "dropout") is { } drop && graph.Linears[^1].Inputs[0] == drop.Id ? Dropout() : 0,
            HasCeilingPools = graph.Ops.Any(op => op.RoundsUp),
        };
    }

    /// <summary>Where the paths of an Inception block begin: the nearest operation that leads to all of them.</summary>
    private int SourceOf(GraphOp joint)
    {
        IEnumerable<int> Above(int id)
        {
            for (var op = graph.Get(id); op.Kind != "input"; op = graph.InputOf(op))
            {
                yield return op.Inputs[0];
            }
        }

        var others = joint.Inputs.Skip(1).Select(id => Above(id).ToHashSet()).ToArray();
        return Above(joint.Inputs[0]).First(id => others.All(path => path.Contains(id)));
    }

    private Inception BlockOf(GraphOp joint, int source)
    {
        var (path1, reduce2, path2, reduce3, path3, path4) = (0, 0, 0, 0, 0, 0);
        foreach (var path in joint.Inputs.Select(id => graph.Path(graph.Get(id), source)))
        {
            var convolutions = path.Where(op => op.IsConvolution).ToArray();
            if (path[0].Kind == "maxpool2d")
            {
                path4 = convolutions[0].Channels;
            }
            else if (convolutions.Length == 1)
            {
                path1 = convolutions[0].Channels;
            }
            else if (path2 == 0 && convolutions[1].Kernel == 3)
            {
                (reduce2, path2) = (convolutions[0].Channels, convolutions[1].Channels);
            }
            else
            {
                (reduce3, path3) = (convolutions[0].Channels, convolutions[1].Channels);
            }
        }

        return new Inception(path1, reduce2, path2, reduce3, path3, path4);
    }

    private ResNet ResNet()
    {
        var stem = graph.Convolutions[0];
        var sums = graph.Ops.Where(op => op.Kind == "add").ToArray();
        var shortcuts = sums.Select(ShortcutOf).OfType<GraphOp>().ToArray();
        var branch = graph.Convolutions.Skip(1).Except(shortcuts).ToArray();
        var expansion = branch.Any(op => op.Kernel == 1) ? branch.Last().Channels / branch[^2].Channels : 0;
        var depth = expansion > 0 ? 3 : 2;
        var units = branch.Chunk(depth).GroupBy(unit => unit[^1].Channels).Select(stage => stage.Count());
        var isPreactivated = graph.Ops.Any(op => op.Stage == "final_bn") || sums.Any(sum => !IsFollowedByActivation(sum));
        return new ResNet(stem.Kernel == 7, [.. units], branch[0].Channels, Norm())
        {
            StemChannels = stem.Channels,
            Order = !isPreactivated ? ResidualOrder.V1
                : shortcuts.Any(op => !IsActivated(graph.InputOf(op))) ? ResidualOrder.V2RawProjection : ResidualOrder.V2,
            Expansion = expansion,
            IsResidual = sums.Length > 0,
            Shortcut = shortcuts.Length == sums.Length && sums.Length > 1 && shortcuts.Any(KeepsShape) ? ShortcutKind.ProjectionAlways
                : shortcuts.Length == 0 && units.Count() > 1 ? ShortcutKind.ZeroPad : ShortcutKind.ProjectionOnChange,
            HasShortcutNorm = sums.Any(sum => graph.Get(sum.Inputs[1]).IsNorm),
            HasBiases = stem.HasBias,
        };
    }

    /// <summary>The 1x1 convolution on the way around a branch; null where the input is passed on.</summary>
    private GraphOp? ShortcutOf(GraphOp sum)
    {
        var end = graph.Get(sum.Inputs[1]);
        var layer = end.IsNorm ? graph.InputOf(end) : end;
        return layer.IsConvolution && layer.Id > sum.Inputs[0] ? layer : null; // a shortcut runs after its branch
    }

    private bool KeepsShape(GraphOp op) => op.Output == graph.InputOf(op).Output;

    private bool IsFollowedByActivation(GraphOp op) => graph.Ops.Any(next => next.Kind == "relu" && next.Inputs[0] == op.Id);

    /// <summary>True for what a norm and its activation return.</summary>
    private bool IsActivated(GraphOp op) => op.Kind == "relu" && graph.InputOf(op).IsNorm;

    private DenseNet DenseNet()
    {
        var stem = graph.Convolutions[0];
        var parts = graph.Split(op => op.Kind == "avgpool2d");
        var joints = parts.Select(part => part.Where(op => op.Kind == "cat_channels").ToArray()).ToArray();
        var first = graph.Get(joints[0][0].Inputs[^1]);
        var last = first.Kind == "dropout" ? graph.InputOf(first) : first;
        var layer = graph.Path(last, joints[0][0].Inputs[0]).Where(op => op.IsConvolution).ToArray();
        var transitions = parts.SkipLast(1).Select(part => part.Last(op => op.IsConvolution));
        return new DenseNet(stem.Kernel == 7, [.. joints.Select(block => block.Length)], last.Channels, stem.Channels, Norm())
        {
            Compression = CompressionOf([.. transitions.Select(op => (graph.InputOf(op).Channels, op.Channels))]),
            Bottleneck = layer.Length == 2 ? layer[0].Channels / last.Channels : 0,
            HasBiases = stem.HasBias,
            Dropout = Dropout(),
        };
    }

    /// <summary>A share that gives every transition its channels.</summary>
    private static double CompressionOf(IReadOnlyList<(int Input, int Output)> transitions)
    {
        var candidates = new[] { 0.5, 0.25, 0.75, 1 }.Concat(transitions.SelectMany(
            pair => new[] { pair.Output / (double)pair.Input, (pair.Output + 0.5) / pair.Input }));
        return candidates.First(share => transitions.All(pair => (int)Math.Floor(pair.Input * share) == pair.Output));
    }

    private DenseHead Head()
    {
        var drops = graph.Ops.FirstOrDefault(op => op.Kind == "dropout");
        return new DenseHead(Hidden(), Dropout(), DropsFirst: drops is not null && drops.Id < graph.Linears[0].Id);
    }

    private NormSettings Norm() => graph.Norm with { AfterActivation = NormFollowsActivation() };

    /// <summary>True when the layer after the first convolution is the activation and a norm comes next.</summary>
    private bool NormFollowsActivation()
    {
        var activation = graph.Ops.FirstOrDefault(op => op.Kind is "relu" or "sigmoid" && op.Inputs[0] == graph.Convolutions[0].Id);
        return activation is not null && graph.Ops.Any(op => op.IsNorm && op.Inputs[0] == activation.Id);
    }

    private IReadOnlyList<int> Hidden() => [.. graph.Linears.SkipLast(1).Select(op => op.Channels)];

    private double Dropout() => withDropout && graph.Ops.FirstOrDefault(op => op.Kind == "dropout") is { } first ? first.Probability : 0;

    private int AverageTo() => graph.Ops.FirstOrDefault(op => op.Kind == "adaptive_avgpool2d")?.AverageTo ?? 0;
}
