using SweepCluster.Tests.Servers;

[assembly: AssemblyFixture(typeof(SweepCluster.Grains.Tests.SharedPostgres))]

namespace SweepCluster.Grains.Tests;

/// <summary>The PostgreSQL server of the whole test run, started when the first test wants it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartNewAsync());

    public Task<PostgresServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
