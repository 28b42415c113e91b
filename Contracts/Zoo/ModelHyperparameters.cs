using static SweepCluster.Contracts.Zoo.HyperparameterCatalog;

namespace SweepCluster.Contracts.Zoo;

/// <summary>The hyperparameters of the networks: those of every family's norm and first weights, then each family's own.</summary>
internal static class ModelHyperparameters
{
    private const string Standard = Hyperparameter.Standard;

    /// <summary>The names of those that shape the networks of every family.</summary>
    public static IReadOnlyList<string> Shared { get; } =
        ["norm", "norm_position", "norm_momentum", "norm_running_variance", "norm_groups", "init"];

    public static IReadOnlyList<Hyperparameter> All { get; } =
    [
        Choice(
            "norm",
            "The norm of the layers; standard is batch for resnet and densenet and none for the others.",
            [Standard, "none", "batch", "batch_scratch", "group"],
            Standard),
        Choice(
            "norm_position",
            "Whether a norm comes before or after its activation; resnet and densenet have an order of their own.",
            ["before_activation", "after_activation"],
            "before_activation"),
        Real("norm_momentum", "The share of the latest batch in a batch norm's moving averages.", 0.001, 1, "0.1"),
        Choice("norm_running_variance", "The moving variance of batch_scratch.", ["unbiased", "biased"], "unbiased"),
        Whole("norm_groups", "Groups of a group norm; the greatest common divisor with the channels is used.", 1, 64, 8),
        Choice(
            "init",
            "How the first weights are drawn; standard is kaiming_uniform for rectifiers and xavier_uniform for sigmoids.",
            [Standard, "xavier_uniform", "kaiming_uniform", "kaiming_normal", "torch_default"],
            Standard),

        Choice("lenet_activation", "The activation.", ["relu", "sigmoid"], "relu", "lenet"),
        Choice("lenet_pool", "The pooling.", ["max", "avg"], "max", "lenet"),
        Numbers("lenet_channels", "Channels of the two convolutions.", 2, 2, 1, 512, "6-16", "lenet"),
        Real("lenet_width", "Scales the channels of the convolutions.", 0.5, 16, "1", "lenet"),
        Numbers("lenet_fc", "Lengths of the hidden fully connected layers.", 0, 3, 1, 4096, "120-84", "lenet"),
        Real("lenet_dropout", "Dropout before each fully connected layer.", 0, 0.95, "0", "lenet"),
        Whole("lenet_padding", "Padding of the first convolution.", 0, 2, 2, "lenet"),

        Numbers("alexnet_channels", "Channels of the five convolutions.", 5, 5, 1, 2048, Standard, "alexnet"),
        Real("alexnet_width", "Scales the channels of the convolutions.", 0.125, 4, "1", "alexnet"),
        WholeOrStandard("alexnet_kernel", "The first kernel; standard is 3, and 11 from 65 pixels.", 1, 15, "alexnet"),
        WholeOrStandard("alexnet_stride", "The first stride; standard is 1, and 4 from 65 pixels.", 1, 4, "alexnet"),
        Whole("alexnet_groups", "Groups of the second, fourth and fifth convolution; 2 in the paper.", 1, 4, 1, "alexnet"),
        Flag("alexnet_local_response_norm", "The paper's norm after the first two convolutions.", "false", "alexnet"),
        Numbers("alexnet_fc", "Lengths of the hidden fully connected layers.", 0, 3, 1, 8192, Standard, "alexnet"),
        Real("alexnet_dropout", "Dropout after each hidden fully connected layer.", 0, 0.95, "0.5", "alexnet"),

        Numbers("vgg_convs", "Convolutions of each block, or one number for every block.", 1, 6, 1, 16, Standard, "vgg"),
        Whole("vgg_blocks", "Blocks, where vgg_convs is one number.", 1, 6, 3, "vgg"),
        WholeOrStandard("vgg_width", "Channels of the first block; standard is 16, and 64 from 65 pixels.", 1, 512, "vgg"),
        Real("vgg_growth", "How many times the channels of the block before a block has.", 1, 4, "2", "vgg"),
        WholeOrStandard("vgg_cap", "The most channels of a block; standard is 8 times the first block's.", 1, 4096, "vgg"),
        Whole("vgg_kernel", "Height and width of the kernels; odd.", 1, 11, 3, "vgg"),
        Choice("vgg_head", "What follows the blocks: fully connected layers, or the mean of each channel.", ["fc", "gap"], "fc", "vgg"),
        Numbers("vgg_fc", "Lengths of the hidden fully connected layers of the head fc.", 0, 3, 1, 8192, Standard, "vgg"),
        Real("vgg_dropout", "Dropout after each hidden fully connected layer.", 0, 0.95, "0.5", "vgg"),

        Numbers("nin_channels", "Channels of the blocks.", 1, 5, 1, 2048, Standard, "nin"),
        Whole("nin_pointwise", "Convolutions of 1x1 in each block.", 0, 4, 2, "nin"),
        Choice("nin_head", "A block with a channel per class and its mean, or fully connected layers.", ["gap", "fc"], "gap", "nin"),
        Numbers("nin_fc", "Lengths of the hidden fully connected layers of the head fc.", 0, 3, 1, 8192, Standard, "nin"),
        Flag("nin_last_relu", "An activation after the last convolution of the head gap, as in the paper.", "false", "nin"),
        Real("nin_dropout", "Dropout before the head, or after its hidden layers.", 0, 0.95, "0.5", "nin"),

        Numbers("googlenet_blocks", "Inception blocks of each group.", 1, 3, 1, 5, Standard, "googlenet"),
        RealOrStandard("googlenet_width", "Scales the channels of the paper; standard is 0.25, and 1 from 65 pixels.", 0.03125, 4, "googlenet"),
        Numbers(
            "googlenet_ratio",
            "Channels of the four paths in relation to each other; standard takes the paper's channels.",
            4,
            4,
            0,
            64,
            Standard,
            "googlenet",
            whole: false),
        Whole("googlenet_channels", "Channels of a block, where googlenet_ratio is given.", 4, 2048, 64, "googlenet"),
        Numbers(
            "googlenet_reduce",
            "Channels before the second and third path's wide kernels in relation to the block's input, where googlenet_ratio is given.",
            2,
            2,
            0.01,
            4,
            "0.5-0.125",
            "googlenet",
            whole: false),
        Whole("googlenet_kernel", "The third path's kernel; odd.", 3, 7, 5, "googlenet"),
        Real("googlenet_dropout", "Dropout before the last layer.", 0, 0.95, "0", "googlenet"),
        Flag("googlenet_side_heads", "Two more classifiers in the middle, whose losses count 0.3 each in training.", "false", "googlenet"),

        Numbers("resnet_units", "Residual units of each stage, or one number for every stage.", 1, 5, 1, 64, "1", "resnet"),
        Whole("resnet_stages", "Stages, where resnet_units is one number.", 1, 5, 3, "resnet"),
        WholeOrStandard("resnet_width", "Channels of the first stage; each stage doubles them; standard is 16, and 64 from 65 pixels.", 2, 512, "resnet"),
        Choice(
            "resnet_block",
            "The unit: original (v1) or pre-activation order (v2, v2_rawproj: projection of the raw input), basic or bottleneck.",
            ["v1", "v2", "v2_rawproj", "v1_bottleneck", "v2_bottleneck"],
            "v1",
            "resnet"),
        Flag("resnet_residual", "Shortcuts; false gives the plain net of the same depth.", "true", "resnet"),
        Choice(
            "resnet_shortcut",
            "How a shortcut changes shape.",
            ["projection_on_change", "projection_always", "zero_pad"],
            "projection_on_change",
            "resnet"),
        Flag("resnet_shortcut_norm", "A norm after a projection of the original order.", "true", "resnet"),
        Flag("resnet_conv_bias", "Biases of convolutions; always there without a norm.", "false", "resnet"),
        Flag("resnet_zero_init", "Units of the original order start as their shortcuts: the last gain is 0.", "false", "resnet"),
        Whole("resnet_expansion", "How many times its width a bottleneck returns.", 1, 8, 4, "resnet"),
        Stem("resnet"),

        Numbers("densenet_layers", "Layers of each dense block.", 1, 5, 1, 64, Standard, "densenet"),
        WholeOrStandard("densenet_growth", "Channels that each layer adds; standard is 12, and 32 from 65 pixels.", 1, 128, "densenet"),
        WholeOrStandard("densenet_init", "Channels of the stem; standard is 24, and 64 from 65 pixels.", 1, 512, "densenet"),
        Real("densenet_compression", "The share of channels that a transition keeps.", 0.05, 1, "0.5", "densenet"),
        Whole("densenet_bottleneck", "Channels of a 1x1 convolution before each layer's, in growths; 0 for none.", 0, 8, 0, "densenet"),
        Flag("densenet_conv_bias", "Biases of convolutions; always there without a norm.", "false", "densenet"),
        Real("densenet_dropout", "Dropout after each layer.", 0, 0.95, "0", "densenet"),
        Stem("densenet"),
    ];

    private static Hyperparameter Stem(string family) => Choice(
        family + "_stem",
        "The first layers: a 3x3 convolution (small), or 7x7 with stride 2 and a pooling (large); standard is small, and large from 65 pixels.",
        [Standard, "small", "large"],
        Standard,
        family);

    private static Hyperparameter WholeOrStandard(string name, string summary, int min, int max, string family) =>
        Whole(name, summary, min, max, normal: 0, family) with { Default = Standard };

    private static Hyperparameter RealOrStandard(string name, string summary, double min, double max, string family) =>
        Real(name, summary, min, max, Standard, family);
}
