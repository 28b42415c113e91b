using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Pages;

/// <summary>What tests of pages start from: the feeds as they are, over a fake cluster and a driven clock.</summary>
public abstract class PageTests : BunitContext
{
    private protected FakeTimeProvider Time { get; } = new(Samples.Start);

    private protected void Use(FakeCluster cluster)
    {
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        Services.AddSingleton(new SweepClient(cluster.Grains));
        Services.AddSingleton<SweepFeed>();
        Services.AddSingleton<CatalogFeed>();
    }
}
