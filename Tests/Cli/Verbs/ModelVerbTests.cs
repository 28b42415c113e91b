using System.Text.Json;
using SweepCluster.Cli.Tests.Fakes;

namespace SweepCluster.Cli.Tests.Verbs;

public sealed class ModelVerbTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData("vgg11 --input 3x224x224 --classes 1000", 132_863_336, 7_609_090_048)]
    [InlineData("resnet18 --input 3x224x224 --classes 1000", 11_689_512, 1_814_073_344)]
    [InlineData("resnet50 --input 3x224x224 --classes 1000", 25_557_032, 4_089_184_256)]
    [InlineData("densenet121 --input 3x224x224 --classes 1000", 7_978_856, 2_834_161_664)]
    [InlineData("densenet201 --input 3x224x224 --classes 1000", 20_013_928, 4_291_365_888)]
    [InlineData("alexnet --image 224", 46_764_746, 938_146_176)]
    [InlineData("nin --image 224", 1_992_166, 762_297_352)]
    [InlineData("googlenet --image 96", 5_977_530, 276_066_304)]
    [InlineData("resnet --image 96 --set resnet_units=2-2-2-2 resnet_conv_bias=true resnet_shortcut_norm=false", 11_178_378, 318_657_536)]
    [InlineData("densenet --image 96 --set densenet_conv_bias=true", 758_226, 129_077_168)]
    [InlineData("lenet5", 61_706, 416_520)]
    [InlineData("lenet --set norm=batch_scratch lenet_padding=0", 44_878, 281_640)]
    public async Task Model_KnownNetwork_HasItsPublishedCosts(string arguments, long parameters, long macs)
    {
        Assert.Equal(0, await _bench.RunAsync(["model", .. arguments.Split(' '), "--json"]));

        var document = JsonElement.Parse(_bench.Out);
        Assert.Equal((parameters, macs), (document.GetProperty("parameters").GetInt64(), document.GetProperty("macs").GetInt64()));
        Assert.Equal(parameters, document.GetProperty("stages").EnumerateArray().Sum(stage => stage.GetProperty("parameters").GetInt64()));
    }

    [Fact]
    public async Task Model_WithJson_ListsStagesAndHyperparameters()
    {
        Assert.Equal(0, await _bench.RunAsync("model", "densenet", "--set", "densenet_growth=8", "--json"));

        var document = JsonElement.Parse(_bench.Out);
        Assert.Equal(["b1", "dense1", "trans1", "dense2", "trans2", "dense3", "final_bn", "gap", "out"], document.GetProperty("stages")
            .EnumerateArray().Select(stage => stage.GetProperty("name").GetString()));
        var growth = document.GetProperty("hyperparameters").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == "densenet_growth");
        Assert.Equal(("standard", "8", 1, 128), (
            growth.GetProperty("default").GetString(),
            growth.GetProperty("value").GetString(),
            growth.GetProperty("min").GetInt32(),
            growth.GetProperty("max").GetInt32()));
    }

    [Fact]
    public async Task Model_WithoutName_ListsFamiliesAndPresets()
    {
        Assert.Equal(0, await _bench.RunAsync("model"));

        Assert.Matches(@"lenet +lenet +1x28x28 +61,706 +417 k", _bench.Out);
        Assert.Matches(@"vgg16 +vgg +1x224x224 +134,300,362 +15\.41 G", _bench.Out);
    }

    [Theory]
    [InlineData("vgg --image 64 --set vgg_convs=2", "--match-parameters", "vgg_width")]
    [InlineData("vgg --image 64 --set vgg_convs=2", "--match-macs", "vgg_width vgg_cap")]
    [InlineData("vgg --set vgg_convs=2", "--match-macs", "vgg_width vgg_cap")]
    [InlineData("densenet", "--match-parameters", "densenet_growth densenet_init")]
    public async Task Model_MatchedPair_IsWithinTwoPerCent(string model, string match, string vary)
    {
        string[] arguments = ["model", .. model.Split(' '), match, "vgg vgg_convs=1 vgg_kernel=5 vgg_width=24", "--vary", .. vary.Split(' '), "--json"];
        Assert.Equal(0, await _bench.RunAsync(arguments));

        var document = JsonElement.Parse(_bench.Out);
        var (target, found) = (document.GetProperty("target").GetDouble(), document.GetProperty("found").GetDouble());
        Assert.InRange(Math.Abs(found - target) / target, 0, 0.02);
    }

    [Theory]
    [InlineData("model vg", 2, "There is no model 'vg'; did you mean 'vgg'?")]
    [InlineData("model vgg --set vgg_with=3", 2, "vgg has no hyperparameter 'vgg_with'; did you mean 'vgg_width'?")]
    [InlineData("model vgg --set lenet_width=3", 2, "vgg has no hyperparameter 'lenet_width'")]
    [InlineData("model vgg --set vgg_width", 2, "--set was 'vgg_width'; it must be KEY=VALUE")]
    [InlineData("model vgg --set vgg_width=wide", 2, "vgg_width was \"wide\"; it must be standard or a whole number from 1 to 512")]
    [InlineData("model vgg --set vgg_blocks=0", 2, "vgg_blocks was 0; it must be a whole number from 1 to 6")]
    [InlineData("model densenet --set densenet_growth=0", 2, "densenet_growth was 0")]
    [InlineData("model vgg11 --image 28", 1, "does not fit its input of 512x1x1; use larger images or a smaller network. The smallest image that fits is 32x32.")]
    [InlineData("model lenet --input 28", 2, "--input was '28'; it must be channels, height and width")]
    [InlineData("model lenet --image 0", 2, "--image was 0")]
    [InlineData("model lenet --classes 1", 2, "--classes was 1")]
    [InlineData("model vgg --match-macs lenet", 2, "A match needs --vary KEY, one or several of vgg_convs")]
    [InlineData("model vgg --match-macs lenet --vary vgg_head", 2, "vgg_head, which is no number")]
    [InlineData("model vgg --match-macs resnet152 --vary vgg_dropout", 1, "off; equal means within 2 %")]
    public async Task Model_WhatCannotBe_IsSaidInOneLine(string line, int exitCode, string expected)
    {
        Assert.Equal(exitCode, await _bench.RunAsync(line.Split(' ')));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
        Assert.Single(_bench.Error.TrimEnd('\n').Split('\n'));
    }
}
