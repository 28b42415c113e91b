using System.Collections.Immutable;
using SweepCluster.Contracts.Constraints;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads a whole sweep: each part by its own reader, then what the parts say about each other.</summary>
internal static class SweepReader
{
    private const long LargestSeed = 1L << 53;

    /// <summary>The sweep; null when there were errors.</summary>
    public static SweepSpec? Read(Node root, string fileName, Remarks remarks)
    {
        if (Section.Open(root, Section.Root, "a mapping with task, method, metric and parameters", remarks) is not { } sweep)
        {
            return null;
        }

        var name = SweepName.Read(sweep, fileName, remarks);
        var description = sweep.TakeText("description") ?? "";
        var task = TaskReader.Read(sweep, remarks);
        var method = MethodReader.Read(sweep, remarks);
        var objectives = new ObjectiveReader(task, remarks).Read(sweep);
        var entries = ParameterReader.Read(sweep, remarks);
        var parameters = CheckParameters(entries, task, method?.Value, remarks);
        var constraints = ConstraintsReader.Read(sweep, task, remarks);
        var early = EarlyTerminateReader.Read(sweep, remarks);
        SearchChecker.CheckEpochs(early, entries, remarks);
        SearchChecker.CheckRungs(method, early.Value, remarks);
        var lag = sweep.Take("lag");
        SearchChecker.CheckLag(lag, early.Value, remarks);
        var spec = new SweepSpec(name!, task!, method?.Value!, objectives, parameters)
        {
            Description = description,
            EarlyTerminate = early.Value,
            RunCap = sweep.TakeWhole("run_cap", 1),
            Seed = sweep.Take("seed")?.AsWhole("seed", 0, LargestSeed, remarks),
            Lag = (int?)lag?.AsWhole("lag", 1, 100_000, remarks),
            Limits = BoundsReader.ReadLimits(sweep, objectives.Length, remarks),
            Resources = BoundsReader.ReadResources(sweep),
            Retries = BoundsReader.ReadRetries(sweep),
            Constraints = constraints,
            FirstPoints = ReadFirstPoints(sweep, parameters, task is null ? null : NetCheck.For(task, constraints), remarks),
        };
        SearchChecker.CheckObjectives(method, objectives.Length, remarks);
        SearchChecker.CheckEnd(spec, sweep.Place, remarks);
        sweep.Finish();
        return remarks.HasErrors ? null : spec;
    }

    private static ImmutableArray<ParameterSpec> CheckParameters(
        ImmutableArray<ParameterEntry> entries, TaskSpec? task, MethodSpec? method, Remarks remarks)
    {
        if (task is DatasetTask)
        {
            new CatalogChecker(entries, remarks).Check();
        }

        if (method is GridMethod)
        {
            SearchChecker.CheckGrid(entries, remarks);
        }

        return ConditionChecker.Check(entries, remarks);
    }

    /// <summary>Points are checked against a space without errors only; otherwise each would repeat them.</summary>
    private static ImmutableArray<ParameterSet> ReadFirstPoints(
        Section sweep, ImmutableArray<ParameterSpec> parameters, NetCheck? check, Remarks remarks)
    {
        var node = sweep.Take("first_points");
        return node is null || remarks.HasErrors ? [] : FirstPointReader.Read(node, parameters, check, remarks);
    }
}
