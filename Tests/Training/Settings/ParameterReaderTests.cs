using System.Text.Json;
using SweepCluster.Training.Settings;

namespace SweepCluster.Training.Tests.Settings;

public sealed class ParameterReaderTests
{
    [Theory]
    [InlineData("""{"learning_rate": 0.1}""", "learning_rate")]
    [InlineData("""{"lr": 11}""", "lr was 11; it must be a number from")]
    [InlineData("""{"lr": "0.1"}""", "lr was \"0.1\"; it must be a number from")]
    [InlineData("""{"batch_size": 12.5}""", "batch_size was 12.5; it must be a whole number from 1 to 4096")]
    [InlineData("""{"optimizer": "rprop"}""", "it must be one of sgd, adamw")]
    [InlineData("""{"nesterov": 1}""", "nesterov was 1; it must be true or false")]
    [InlineData("""{"model": "resnet", "resnet_depth": 10}""", "resnet_depth was 10; it must be 6n + 2")]
    [InlineData("""[]""", "it must be a JSON object")]
    public void Read_ValueNotAllowed_SaysWhatIsAllowed(string parameters, string expected)
    {
        var error = Assert.Throws<InfeasibleException>(
            () => TrainingSettings.Read(new ParameterReader(JsonElement.Parse(parameters))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptySet_TakesEveryDefault()
    {
        var settings = TrainingSettings.Read(new ParameterReader(JsonElement.Parse("{}")));

        Assert.Equal(128, settings.BatchSize);
        Assert.Equal(0.05, settings.Schedule.Peak);
        Assert.Null(settings.Epochs);
    }

    [Fact]
    public void Read_WholeNumberWrittenWithAPoint_IsAccepted() =>
        Assert.Equal(64, TrainingSettings.Read(new ParameterReader(JsonElement.Parse("""{"batch_size": 64.0}"""))).BatchSize);
}
