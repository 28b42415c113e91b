using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Events;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Grains.Store;
using SweepCluster.Search.Engine;
using SweepCluster.Simulation.Tests.Cluster;
using SweepCluster.Simulation.Tests.Worlds;

namespace SweepCluster.Simulation.Tests;

/// <summary>Whatever happened in a world: an engine that read a part of the log from a segment is the one that read the log.</summary>
public sealed class SegmentTests
{
    /// <summary>A suggestion that costs much is compared after one event in so many.</summary>
    private const int LearningStride = 7;

    [Fact]
    public void Unpack_LogsOfTroubledWorlds_FoldToTheSameEngine() => RequireSame(Gens.Troubled, 60, stride: 1);

    [Fact]
    public void Unpack_LogsOfSweepsThatLearn_FoldToTheSameEngine() => RequireSame(Gens.Learning, 25, LearningStride);

    private static void RequireSame(Gen<WorldPlan> worlds, int count, int stride)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var codec = ActivatorUtilities.CreateInstance<SegmentCodec>(services);
        Sampling.Check(worlds, count, plan =>
        {
            foreach (var log in World.Play(plan).Logs)
            {
                RequireSame(log, codec, new Random(plan.Seed).Next(1, log.Events.Count + 1), stride);
            }
        });
    }

    private static void RequireSame(SweepLog log, SegmentCodec codec, int packed, int stride)
    {
        var stored = log.Events.Select(Text).ToList();
        var read = stored.ConvertAll(Event);
        var unpacked = codec.Unpack(codec.Pack(read.GetRange(0, packed)));
        Assert.Equal(stored.Take(packed), unpacked.Select(Text));

        var (whole, resumed) = (new SweepEngine(), new SweepEngine());
        foreach (var (e, other) in read.Zip(unpacked.Concat(read.Skip(packed))))
        {
            if (e is AttemptReported reported)
            {
                Assert.Equal(Judge(whole, reported), Judge(resumed, reported));
            }

            whole.Apply(e);
            resumed.Apply(other);
            if (e.Sequence >= packed && e.Sequence % stride == 0 && !whole.Status.IsFinal())
            {
                Assert.Equal(Text(whole.Suggest()), Text(resumed.Suggest()));
            }
        }

        Assert.Equal(Show(whole), Show(resumed));
    }

    private static string Judge(SweepEngine engine, AttemptReported reported) =>
        JsonSerializer.Serialize(engine.Judge(reported.Trial, reported.Step, reported.Metrics), SweepJson.Options);

    private static string Show(SweepEngine engine) =>
        JsonSerializer.Serialize(engine.Snapshot("s"), SweepJson.Options) + JsonSerializer.Serialize(engine.TrialSnapshots(), SweepJson.Options);

    private static string Text(SweepEvent? e) => JsonSerializer.Serialize(e, SweepJson.Options);

    private static SweepEvent Event(string json) => JsonSerializer.Deserialize<SweepEvent>(json, SweepJson.Options)!;
}
