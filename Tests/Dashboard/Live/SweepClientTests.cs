using System.Security.Claims;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Live;

/// <summary>What pages may do depends on who looks at them, whatever buttons they show.</summary>
public sealed class SweepClientTests
{
    private static readonly string[] Questions =
    [
        nameof(ISweepGrain.GetSnapshot), nameof(ISweepGrain.GetTrials), nameof(ISweepGrain.GetTrial), nameof(ISweepGrain.GetTrialEvents),
        nameof(ISweepGrain.GetImportance), nameof(ISweepGrain.Watch),
    ];

    private readonly FakeCluster _cluster = new(new FakeSweepGrain(Samples.Sweep, Samples.Trials));

    public static TheoryData<string> Methods { get; } = new(typeof(ISweepGrain).GetMethods().Select(method => method.Name));

    [Theory, MemberData(nameof(Methods))]
    public async Task Sweep_OfAViewer_AnswersQuestionsAlone(string name)
    {
        var sweep = Client(Roles.Viewer).Sweep("digits-1");
        var method = typeof(ISweepGrain).GetMethod(name)!;
        var arguments = method.GetParameters().Select(parameter => Empty(parameter.ParameterType)).ToArray();

        var refused = await Record.ExceptionAsync(async () => await (method.Invoke(sweep, arguments) as Task ?? Task.CompletedTask));

        Assert.Equal(Questions.Contains(name), refused is not UnauthorizedAccessException);
    }

    [Fact]
    public async Task Sweep_OfAnOperator_ObeysCommands()
    {
        await Client(Roles.Operator).Sweep("digits-1").Pause();

        Assert.Equal(Contracts.Snapshots.SweepStatus.Paused, (await Client(Roles.Viewer).Sweep("digits-1").GetSnapshot()).Status);
    }

    [Fact]
    public async Task Submit_NotOfAnOperator_IsRefused()
    {
        Assert.Throws<UnauthorizedAccessException>(() => { _ = Client(Roles.Viewer).SubmitAsync(Samples.Spec); });
        Assert.Throws<UnauthorizedAccessException>(() => { _ = new SweepClient(_cluster.Grains).SubmitAsync(Samples.Spec); });

        Assert.Equal("digits-1", await Client(Roles.Operator).SubmitAsync(Samples.Spec));
        Assert.Single(_cluster.Submitted);
    }

    private static object? Empty(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private SweepClient Client(string role) => new(
        _cluster.Grains, new Caller { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test")) });
}
