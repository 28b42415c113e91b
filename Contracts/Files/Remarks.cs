using System.Collections.Immutable;

namespace SweepCluster.Contracts.Files;

/// <summary>Collects what is wrong with a file, so that its author hears of everything at once.</summary>
internal sealed class Remarks(string fileName)
{
    private readonly List<SweepFileRemark> _errors = [];
    private readonly List<SweepFileRemark> _warnings = [];

    public bool HasErrors => _errors.Count > 0;

    public ImmutableArray<SweepFileRemark> Warnings => InFileOrder(_warnings);

    public void Error(Place place, string seen, string allowed) => _errors.Add(Remark(place, seen, allowed));

    public void Warn(Place place, string seen, string allowed) => _warnings.Add(Remark(place, seen, allowed));

    public SweepFileException Fatal(Place place, string seen, string allowed)
    {
        Error(place, seen, allowed);
        return ToException();
    }

    public SweepFileException ToException() => new(InFileOrder(_errors));

    private SweepFileRemark Remark(Place place, string seen, string allowed) =>
        new(fileName, place.Line, place.Column, seen, allowed);

    private static ImmutableArray<SweepFileRemark> InFileOrder(List<SweepFileRemark> remarks) =>
        [.. remarks.OrderBy(remark => remark.Line).ThenBy(remark => remark.Column)];
}
