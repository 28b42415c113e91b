using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Space;
using static SweepCluster.Search.Tests.Spaces;

namespace SweepCluster.Search.Tests.Space;

public sealed class SearchSpaceTests
{
    [Fact]
    public void PointCount_ConditionalSpace_CountsOnlyActiveParameters()
    {
        // 3 models; resnet has 3 depths, densenet 7 growth rates and for growth 8 also 2 norms.
        var space = SearchSpace.Compile([
            When(Choice("norm", "batch", "none"), "growth", ParameterValue.Of(8L)),
            When(Int("growth", 8, 32, 4), "model", ParameterValue.Of("densenet")),
            When(Choice("depth", "8", "14", "20"), "model", ParameterValue.Of("resnet")),
            Choice("model", "lenet", "resnet", "densenet"),
        ]);
        Assert.Equal(1 + 3 + 6 + 2, space.PointCount);
        var points = Enumerable.Range(0, 12).Select(i => space.PointAt(i)).ToList();
        Assert.Equal(12, points.Distinct().Count());
        Assert.All(points, point => Assert.Equal(point, space.Normalise(point)));
        Assert.Equal(2, points.Count(point => point["growth"]?.Integer == 8));
    }

    [Fact]
    public void PointCount_ChainedConditions_InactiveParentDeactivatesChild()
    {
        var space = SearchSpace.Compile([
            Choice("a", "x", "y"),
            When(Choice("b", "x", "y"), "a", ParameterValue.Of("x")),
            When(Int("c", 1, 10), "b", ParameterValue.Of("x")),
        ]);
        Assert.Equal(10 + 1 + 1, space.PointCount);
    }

    [Fact]
    public void PointCount_HugeSpace_IsNull()
    {
        var space = SearchSpace.Compile([.. Enumerable.Range(0, 8).Select(i => Int($"p{i}", 0, 999_999))]);
        Assert.Null(space.PointCount);
        Assert.Null(space.FirstContinuous);
    }

    [Fact]
    public void PointCount_ContinuousParameter_IsNull()
    {
        var space = SearchSpace.Compile([Int("a", 1, 3), Float("b", 0, 1)]);
        Assert.Null(space.PointCount);
        Assert.Equal("b", space.FirstContinuous);
    }

    [Fact]
    public void PointCount_WideIntegerParent_IsCountedWithoutListingIt()
    {
        var space = SearchSpace.Compile([Int("n", 1, 1_000_000_000), When(Int("m", 1, 2), "n", ParameterValue.Of(7L))]);
        Assert.Equal(1_000_000_001, space.PointCount);
        Assert.Equal(space.PointCount, space.PointCount);
        Assert.Equal(1_000_000_000, space.PointAt(999_999_998)["n"]!.Value.Integer);
    }

    [Fact]
    public void Compile_CircularConditions_Throws()
    {
        var problem = Assert.Throws<ArgumentException>(() => SearchSpace.Compile([
            When(Int("a", 1, 2), "b", ParameterValue.Of(1L)),
            When(Int("b", 1, 2), "a", ParameterValue.Of(1L)),
        ]));
        Assert.Contains("circle", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_UnknownParent_Throws() =>
        Assert.Throws<ArgumentException>(() => SearchSpace.Compile([When(Int("a", 1, 2), "nobody", ParameterValue.Of(1L))]));

    [Fact]
    public void Compile_NameTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => SearchSpace.Compile([Int("a", 1, 2), Int("a", 1, 2)]));

    [Fact]
    public void Compile_BadDistribution_NamesTheParameter()
    {
        var problem = Assert.Throws<ArgumentException>(() => SearchSpace.Compile([new ParameterSpec("lr", new LogUniformDistribution(0, 1), [])]));
        Assert.Contains("'lr'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalise_UsersPoint_TakesTheSpacesOwnForm()
    {
        var space = SearchSpace.Compile([Float("lr", 0, 2), Float("drop", 0, 1, 0.1), Constant("epochs", 9), Int("k", 1, 5)]);
        var point = space.Normalise(Set(("k", ParameterValue.Of(3.0)), ("lr", ParameterValue.Of(1L)), ("drop", ParameterValue.Of(0.3))));
        Assert.Equal("lr=1, drop=0.30000000000000004, epochs=9, k=3", point.ToString());
        Assert.Equal(ParameterValueKind.Integer, point["k"]!.Value.Kind);
    }

    [Theory]
    [InlineData("lr", "inactive")]
    [InlineData("other", "unknown")]
    public void Normalise_SuperfluousParameter_Throws(string name, string why)
    {
        var space = SearchSpace.Compile([Choice("model", "a", "b"), When(Float("lr", 0, 2), "model", ParameterValue.Of("b"))]);
        var point = Set(("model", ParameterValue.Of("a")), (name, ParameterValue.Of(1.0)));
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => space.Normalise(point)).Message + why, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalise_ValueOutOfRange_SaysWhatIsAllowed()
    {
        var space = SearchSpace.Compile([Float("lr", 0, 2)]);
        var problem = Assert.Throws<ArgumentException>(() => space.Normalise(Set(("lr", ParameterValue.Of(3.0)))));
        Assert.Contains("from 0 to 2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_ConditionOnStepValue_HoldsDespiteRounding()
    {
        var space = SearchSpace.Compile([Float("drop", 0, 1, 0.1), When(Int("k", 1, 5), "drop", ParameterValue.Of(0.3))]);
        Assert.Equal(10 + 5, space.PointCount);
    }
}
