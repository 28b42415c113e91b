using System.Collections.Immutable;

namespace SweepCluster.Contracts.Files;

/// <summary>Collects what is wrong with a file, so that its author hears of everything (up to 100 errors) at once.</summary>
internal sealed class Remarks(string fileName)
{
    /// <summary>Nobody reads more, and a hostile file could make messages far longer than itself.</summary>
    private const int MostErrors = 100;

    private readonly List<SweepFileRemark> _errors = [];
    private readonly List<SweepFileRemark> _warnings = [];

    public bool HasErrors => _errors.Count > 0;

    public ImmutableArray<SweepFileRemark> Warnings => InFileOrder(_warnings);

    /// <exception cref="SweepFileException">This is one error too many.</exception>
    public void Error(Place place, string seen, string allowed)
    {
        _errors.Add(Remark(place, seen, allowed));
        if (_errors.Count == MostErrors)
        {
            throw ToException();
        }
    }

    public void Warn(Place place, string seen, string allowed) => _warnings.Add(Remark(place, seen, allowed));

    public SweepFileException Fatal(Place place, string seen, string allowed)
    {
        _errors.Add(Remark(place, seen, allowed));
        return ToException();
    }

    public SweepFileException ToException() => new(InFileOrder(_errors));

    private SweepFileRemark Remark(Place place, string seen, string allowed) =>
        new(fileName, place.Line, place.Column, seen, allowed);

    private static ImmutableArray<SweepFileRemark> InFileOrder(List<SweepFileRemark> remarks) =>
        [.. remarks.OrderBy(remark => remark.Line).ThenBy(remark => remark.Column)];
}
