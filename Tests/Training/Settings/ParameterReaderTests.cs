using System.Text.Json;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;
using SweepCluster.Training.Settings;

namespace SweepCluster.Training.Tests.Settings;

public sealed class ParameterReaderTests
{
    [Theory]
    [InlineData("""{"learning_rate": 0.1}""", "learning_rate")]
    [InlineData("""{"lr": 11}""", "lr was 11; it must be a number from")]
    [InlineData("""{"lr": "0.1"}""", "lr was \"0.1\"; it must be a number from")]
    [InlineData("""{"batch_size": 12.5}""", "batch_size was 12.5; it must be a whole number from 1 to 4096")]
    [InlineData("""{"optimizer": "rprop"}""", "it must be one of sgd, adam, adamw, rmsprop")]
    [InlineData("""{"nesterov": 1}""", "nesterov was 1; it must be true or false")]
    [InlineData("""{"model": "resnet", "resnet_units": "1-0"}""", "resnet_units was \"1-0\"; it must be 1 to 5 whole numbers from 1 to 64")]
    [InlineData("""{"model": "densenet", "densenet_growth": 0}""", "densenet_growth was 0; it must be standard or a whole number from 1 to 128")]
    [InlineData("""{"model": "vgg", "vgg_blocks": 0}""", "vgg_blocks was 0; it must be a whole number from 1 to 6")]
    [InlineData("""{"model": "vgg", "vgg_kernel": 4}""", "vgg_kernel was 4; it must be an odd number")]
    [InlineData("""{"model": "alexnet", "alexnet_kernel": 15, "alexnet_stride": 4, "alexnet_channels": "1-1-1-1-1"}""", "Layer 'pool2' (3x3, stride 2, padding 0) does not fit")]
    [InlineData("""{"model": "googlenet", "googlenet_ratio": "0-0-0-0"}""", "of which one is greater than 0")]
    [InlineData("""{"model": "googlenet", "googlenet_blocks": "3"}""", "at most 2-5-2")]
    [InlineData("""[]""", "it must be a JSON object")]
    public void Read_ValueNotAllowed_SaysWhatIsAllowed(string parameters, string expected)
    {
        var error = Assert.Throws<InfeasibleException>(
            () => Read(parameters));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptySet_TakesEveryDefault()
    {
        var settings = Read("{}");

        Assert.Equal(128, settings.BatchSize);
        Assert.Equal(0.05, settings.Schedule.Peak);
        Assert.Null(settings.Epochs);
    }

    [Fact]
    public void Read_WholeNumberWrittenWithAPoint_IsAccepted() =>
        Assert.Equal(64, Read("""{"batch_size": 64.0}""").BatchSize);

    private static TrainingSettings Read(string parameters) =>
        TrainingSettings.Read(new ParameterReader(JsonElement.Parse(parameters)), new FeatureShape(1, 28, 28), classes: 10);
}
