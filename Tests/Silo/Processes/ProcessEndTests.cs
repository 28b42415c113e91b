using SweepCluster.Silo.Processes;

namespace SweepCluster.Silo.Tests.Processes;

public sealed class ProcessEndTests
{
    [Theory]
    [InlineData(3, "", "the process ended with exit code 3")]
    [InlineData(0, "", "the process ended with exit code 0")]
    [InlineData(137, "", "the process was ended by signal 9 (SIGKILL)")]
    [InlineData(139, "", "the process was ended by signal 11 (SIGSEGV)")]
    [InlineData(134, "one\ntwo", "the process was ended by signal 6 (SIGABRT); its last line was: two")]
    [InlineData(1, "out of luck", "the process ended with exit code 1; its last line was: out of luck")]
    [InlineData(255, "", "the process ended with exit code 255")]
    public void Describe_End_IsOneSentence(int exitCode, string lastWords, string expected) =>
        Assert.Equal(expected, new ProcessEnd(exitCode, lastWords).Describe());
}
