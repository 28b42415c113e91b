using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SweepCluster.Contracts.Attempts;
using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Slots;

namespace SweepCluster.Silo.Tests.Slots;

public sealed class LeaseSourceTests
{
    private static readonly TimeSpan LeaseEnd = TimeSpan.FromSeconds(37);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _asked = [];
    private readonly Dictionary<string, Func<LeaseReply>> _answers = new()
    {
        ["a"] = () => new LeaseRefused("nothing to do"),
        ["b"] = () => new LeaseRefused("nothing to do"),
    };

    private readonly LeaseSource _source;

    public LeaseSourceTests() => _source = new LeaseSource(
        new SlotOffer(new SlotId("silo", "cpu", 0), "silo:1", DeviceKind.Cpu),
        () => null,
        Proxy<IGrainFactory>((_, arguments) => Grain((string)arguments[0]!)),
        new SweepFilter(),
        LeaseEnd,
        _time,
        NullLogger.Instance);

    public static TheoryData<Exception> Losses =>
        [new TimeoutException("late"), new SiloUnavailableException("gone"), new IOException("the log could not be written")];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Pull_AnswerWasLost_AsksNobodyElseUntilThatSweepAnswers(Exception loss)
    {
        _answers["a"] = () => throw loss;
        await Assert.ThrowsAsync<IOException>(_source.PullAsync);
        _time.Advance(LeaseEnd - TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<IOException>(_source.PullAsync);
        Assert.Equal(["a", "a"], _asked);

        _answers["a"] = () => new LeaseRefused("nothing to do");
        Assert.Null(await _source.PullAsync());

        Assert.Equal(["a", "a", "a", "b", "a"], _asked);
    }

    [Fact]
    public async Task Pull_SilentForALease_AsksNobodyUntilTheLeaseOfTheLastCallHasEnded()
    {
        _answers["a"] = () => throw new TimeoutException("late");
        await Assert.ThrowsAsync<IOException>(_source.PullAsync);
        _time.Advance(LeaseEnd - TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<IOException>(_source.PullAsync);

        _time.Advance(LeaseEnd + TimeSpan.FromSeconds(4));
        Assert.Null(await _source.PullAsync());
        Assert.Equal(["a", "a"], _asked);
    }

    [Fact]
    public async Task Pull_LostLeaseHasEndedByItself_OthersGoFirst()
    {
        _answers["a"] = () => throw new TimeoutException("late");
        await Assert.ThrowsAsync<IOException>(_source.PullAsync);
        _time.Advance(LeaseEnd + TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<IOException>(_source.PullAsync);
        Assert.Equal(["a", "b", "a"], _asked);

        await Assert.ThrowsAsync<IOException>(_source.PullAsync);
        Assert.Equal(["a", "b", "a", "a"], _asked);
    }

    [Fact]
    public async Task Pull_SweepIsBroken_AsksTheOthers()
    {
        _answers["a"] = () => throw new InvalidOperationException("broken");

        Assert.Null(await _source.PullAsync());

        Assert.Equal(["a", "b"], _asked);
    }

    private object Grain(string key) => key is "a" or "b"
        ? Proxy<ISweepGrain>((_, _) => Answer(key))
        : Proxy<IDispatcherGrain>((_, _) => Task.FromResult<ImmutableArray<string>>(["a", "b"]));

    private async Task<LeaseReply> Answer(string sweep)
    {
        _asked.Add(sweep);
        await Task.Yield();
        return _answers[sweep]();
    }

    private static T Proxy<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Answering>();
        ((Answering)(object)proxy).Answer = answer;
        return proxy;
    }

    /// <summary>Answers every call of an interface by one function.</summary>
    public class Answering : DispatchProxy
    {
        public Func<MethodInfo, object?[], object?> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args!);
    }
}
