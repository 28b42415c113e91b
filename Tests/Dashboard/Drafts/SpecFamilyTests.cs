using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Drafts;

namespace SweepCluster.Dashboard.Tests.Drafts;

public sealed class SpecFamilyTests
{
    public static TheoryData<string> Methods { get; } = new(SpecFamily.Names<MethodSpec>());

    [Theory, MemberData(nameof(Methods))]
    public void Create_Method_IsReadBackFromTheFileByItsName(string name)
    {
        var method = SpecFamily.Create<MethodSpec>(name);
        var spec = Draft.Read(Templates.Find("demo")!).Spec! with { Method = method, EarlyTerminate = new HyperbandTermination(1, 9) };

        var text = SweepFileWriter.Write(spec);

        Assert.Contains($"{name}", text.Split('\n').Single(line => line.StartsWith("method:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(name, SpecFamily.NameOf(method));

        // The demo's space is continuous, which grid alone does not take.
        Assert.Equal(name == "grid" ? null : method, Draft.Read(text).Spec?.Method);
    }

    [Fact]
    public void Options_Tpe_AreItsNumbers() =>
        Assert.Equal([("StartupTrials", 10), ("Candidates", 24)], SpecFamily.Options<MethodSpec>(new TpeMethod()));

    [Fact]
    public void With_AnotherValue_ChangesThatOptionAlone() =>
        Assert.Equal(new TpeMethod(4, 24), SpecFamily.With<MethodSpec>(new TpeMethod(), "StartupTrials", 4));

    [Fact]
    public void With_NullForAnOpenOption_LeavesItOpen()
    {
        var limited = SpecFamily.With<MethodSpec>(new CmaesMethod(), "Population", 12);

        Assert.Equal(new CmaesMethod(12), limited);
        Assert.Equal(new CmaesMethod(), SpecFamily.With(limited, "Population", null));
    }
}
