using TorchSharp;

namespace SweepCluster.Training.Tests;

/// <summary>The dispose scope of one test, ended by the test class's Dispose on the same thread.</summary>
internal sealed class DisposeScopeHolder : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();
}
