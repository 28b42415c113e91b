using System.Diagnostics;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Events;
using SweepCluster.Grains.Store;
using SweepCluster.Tests.Servers;

namespace SweepCluster.Grains.Tests.Store;

/// <summary>The server goes and comes back; the store's services stay.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private readonly SharedPostgres _own = new();
    private PostgresServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await _own.ServerAsync();

    public ValueTask DisposeAsync() => _own.DisposeAsync();

    [Fact]
    public async Task Append_ServerIsAway_FailsWithinSecondsAndWorksWhenItIsBack()
    {
        await using var database = await DatabaseAsync();
        await AppendAsync(database, new SweepScript("before-1"));
        await _server.StopAsync();
        var watch = Stopwatch.StartNew();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => AppendAsync(database, new SweepScript("during-1")));
            Assert.IsNotType<SequenceConflictException>(failure);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        await _server.StartAsync();
        await AppendAsync(database, new SweepScript("during-1"));
        Assert.Single(await database.LogAsync("before-1"));
        Assert.Single(await database.LogAsync("during-1"));
    }

    [Fact]
    public async Task Append_ServerRestartedUnnoticed_FailsOnceAtMost()
    {
        await using var database = await DatabaseAsync();
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => AppendAsync(database, new SweepScript($"open-{number}"))));
        await _server.RestartAsync();

        await Record.ExceptionAsync(() => AppendAsync(database, new SweepScript("after-1")));

        await Task.WhenAll(Enumerable.Range(2, 8).Select(number => AppendAsync(database, new SweepScript($"after-{number}"))));
        Assert.Equal(8, (await database.LogAsync("open-1")).Count + (await Task.WhenAll(
            Enumerable.Range(2, 7).Select(number => database.LogAsync($"open-{number}")))).Sum(log => log.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_ServerEndsInTheMiddle_KeepsWhatWasAcknowledgedAndTheNextActivationGoesOn(bool kill)
    {
        await using var database = await DatabaseAsync();
        var script = new SweepScript("middle-1");
        await database.Store.AppendAsync([script.Submit(), script.StartNew()], CancellationToken.None);
        var reports = new Reports(database.Store, script);

        var reporting = Task.Run(reports.AppendUntilItFailsAsync, Stop);
        await Eventually.True(() => Task.FromResult(reports.Acknowledged > 20), "some reports are stored");
        await (kill ? _server.KillAsync() : _server.StopAsync());
        Assert.IsNotType<SequenceConflictException>(await reporting);
        await _server.StartAsync();

        var log = await database.LogAsync("middle-1");
        Assert.Equal(Enumerable.Range(1, log.Count), log.Select(e => (int)e.Sequence));
        Assert.InRange(log.OfType<AttemptReported>().Count(), reports.Acknowledged, reports.Acknowledged + 1);
        await GoOnAsync(database, log);
    }

    [Fact]
    public async Task Report_ServerIsAway_IsToldToTheCallerAndCountsWhenItIsBack()
    {
        var database = new PostgresDatabase(_own);
        await using var cluster = await SweepTestCluster.StartAsync(database);
        var sweep = await cluster.SubmitAsync("outage-1");
        var lease = await sweep.LeaseAsync();
        await _server.StopAsync();

        var failure = await Assert.ThrowsAsync<IOException>(() => sweep.ReportAsync(lease, 1));
        Assert.DoesNotContain("inner exception", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(cluster.Service<StoreHealth>().Trouble);
        await _server.StartAsync();
        await Eventually.True(() => IsAcceptedAsync(sweep, lease), "the report is stored");

        Assert.Null(cluster.Service<StoreHealth>().Trouble);
        Assert.Single(await sweep.KindsAsync(), "AttemptReported");
        Assert.True(await sweep.EndAsync(lease, AttemptOutcome.Completed));
    }

    private static async Task<bool> IsAcceptedAsync(SweepDriver sweep, Lease lease) =>
        await Record.ExceptionAsync(() => sweep.ReportAsync(lease, 1)) is null;

    private async Task<PostgresDatabase> DatabaseAsync()
    {
        var database = new PostgresDatabase(_own);
        await database.InitializeAsync();
        return database;
    }

    private static Task AppendAsync(PostgresDatabase database, SweepScript script) =>
        database.Store.AppendAsync([script.Submit()], CancellationToken.None);

    private static async Task GoOnAsync(PostgresDatabase database, IReadOnlyList<SweepEvent> log)
    {
        var next = new SweepScript("middle-1");
        foreach (var e in log)
        {
            next.Engine.Apply(e);
        }

        await database.Store.AppendAsync([next.Append(new SweepCanceled())], CancellationToken.None);
        Assert.Equal(log.Count + 1, (await database.LogAsync("middle-1")).Count);
    }

    /// <summary>An activation that stores one report after the other and counts those that it may answer.</summary>
    private sealed class Reports(IEventStore store, SweepScript script)
    {
        private volatile int _acknowledged;

        public int Acknowledged => _acknowledged;

        public async Task<Exception> AppendUntilItFailsAsync()
        {
            while (true)
            {
                var request = script.Report(0, _acknowledged + 1, 0.5);
                if (await Record.ExceptionAsync(() => store.AppendAsync([request], CancellationToken.None)) is { } failure)
                {
                    return failure;
                }

                _acknowledged++;
            }
        }
    }
}
