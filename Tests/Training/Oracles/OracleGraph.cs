using System.Text.Json;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Training.Tests.Oracles;

/// <summary>A reference network as the operations that PyTorch ran, in order.</summary>
internal sealed class OracleGraph
{
    private readonly Dictionary<int, GraphOp> _byId;

    private OracleGraph(string name, JsonElement operations, JsonElement weights)
    {
        Name = name;
        Ops = [.. operations.EnumerateArray().Select(op => new GraphOp(op))];
        Weights = [.. weights.EnumerateArray().Select(WeightOf)];
        _byId = Ops.ToDictionary(op => op.Id);
    }

    public string Name { get; }

    public IReadOnlyList<GraphOp> Ops { get; }

    /// <summary>Kind and shape of each weight, in order.</summary>
    public IReadOnlyList<(string Kind, string Shape)> Weights { get; }

    public FeatureShape Input => Ops[0].Output;

    public int Classes => Ops.Last(op => op.IsLinear || op.IsConvolution).Channels;

    public IReadOnlyList<GraphOp> Convolutions => [.. Ops.Where(op => op.IsConvolution)];

    public IReadOnlyList<GraphOp> Linears => [.. Ops.Where(op => op.IsLinear)];

    /// <summary>The norm of its layers.</summary>
    public NormSettings Norm => Ops.FirstOrDefault(op => op.IsNorm) is { } norm
        ? NormSettings.Batch with { Epsilon = norm.Epsilon, Momentum = norm.Momentum }
        : NormSettings.None;

    /// <summary>Reads a graph file, or the graph within a small case.</summary>
    public static OracleGraph Read(string name, JsonElement json) => new(
        name, json.TryGetProperty("ops", out var ops) ? ops : json.GetProperty("graph"), json.GetProperty("params"));

    public GraphOp Get(int id) => _byId[id];

    public GraphOp InputOf(GraphOp op) => Get(op.Inputs[0]);

    /// <summary>The operations that lead from a source to an operation, which is the last.</summary>
    public IReadOnlyList<GraphOp> Path(GraphOp end, int source)
    {
        var path = new List<GraphOp>();
        for (var op = end; op.Id != source; op = InputOf(op))
        {
            path.Insert(0, op);
        }

        return path;
    }

    /// <summary>The operations cut at every one that matches, which begins no part.</summary>
    public IReadOnlyList<IReadOnlyList<GraphOp>> Split(Func<GraphOp, bool> isCut)
    {
        var parts = new List<List<GraphOp>> { new() };
        foreach (var op in Ops.Skip(1))
        {
            if (isCut(op))
            {
                parts.Add([]);
            }
            else
            {
                parts[^1].Add(op);
            }
        }

        return parts;
    }

    private static (string Kind, string Shape) WeightOf(JsonElement json) =>
        (json.GetProperty("kind").GetString()!, string.Join('x', json.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())));
}
