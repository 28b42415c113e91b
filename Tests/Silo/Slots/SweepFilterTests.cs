using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class SweepFilterTests
{
    private readonly SweepFilter _filter = new();

    [Fact]
    public void Allows_ByDefault_EverySweep() => Assert.True(_filter.Allows("demo-1"));

    [Fact]
    public void Allows_ToldToServeNone_NoSweep()
    {
        _filter.ServeNone();

        Assert.False(_filter.Allows("demo-1"));
    }

    [Fact]
    public void Allows_ToldToServeOne_ThatSweepOnly()
    {
        _filter.ServeOnly("demo-1");

        Assert.True(_filter.Allows("demo-1"));
        Assert.False(_filter.Allows("demo-10"));
    }
}
