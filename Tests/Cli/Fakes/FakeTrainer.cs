using SweepCluster.Cli.Doctor;
using SweepCluster.Cli.Hosting;

namespace SweepCluster.Cli.Tests.Fakes;

/// <summary>A trainer that answers what the test says, and keeps what it was asked.</summary>
internal sealed class FakeTrainer : ITrainerProgram
{
    public ProgramAnswer? Answer { get; set; } = new(0, "", "");

    public List<string> Calls { get; } = [];

    public Task<ProgramAnswer?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        Calls.Add(string.Join(' ', arguments));
        return Task.FromResult(Answer);
    }
}
