using System.Collections.Immutable;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Tests.Fakes;

namespace SweepCluster.Dashboard.Tests.Controls;

public sealed class TrialColumnTests
{
    private static readonly ImmutableArray<TrialColumn> All = TrialColumn.Of(Samples.Spec);

    [Fact]
    public void Choose_Nothing_ShowsWhatVariesAndNotWhatDoesNot() =>
        Assert.Equal(
            ["val_loss", "step", "lr", "model", "width", "seconds", "slot", "note", "reason"],
            TrialColumn.Choose(All, null).Select(column => column.Key));

    [Fact]
    public void Choose_Names_ShowsThoseInTheOrderOfTheTable() =>
        Assert.Equal(["lr", "epochs"], TrialColumn.Choose(All, "epochs,lr,unknown").Select(column => column.Key));

    [Fact]
    public void Keys_ReadBack_AreTheSameChoice()
    {
        var chosen = TrialColumn.Choose(All, null).RemoveAt(1).Add(All.Single(column => column.Key == "provenance"));

        var keys = TrialColumn.Keys(All, chosen);

        Assert.Equal(chosen.Select(column => column.Key).Order(), TrialColumn.Choose(All, keys).Select(column => column.Key).Order());
    }

    [Fact]
    public void Keys_TheUsualOnes_LeaveTheAddressAlone() => Assert.Null(TrialColumn.Keys(All, TrialColumn.Choose(All, null)));

    [Fact]
    public void Of_WordsAndNumbers_StandOnTheirSides()
    {
        Assert.False(All.Single(column => column.Key == "model").IsNumber);
        Assert.True(All.Single(column => column.Key == "lr").IsNumber);
    }
}
