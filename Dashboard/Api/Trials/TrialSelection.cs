using SweepCluster.Contracts.Grains;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Trials;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>The trials of a sweep that a request asks for.</summary>
/// <param name="Fields">The fields that trials of the sweep have.</param>
/// <param name="Trials">Those trials, in the order that is asked for.</param>
internal sealed record TrialSelection(TrialFields Fields, List<TrialSnapshot> Trials)
{
    /// <summary>Reads the query parameters <c>filter</c> and <c>sort</c>, and the trials.</summary>
    /// <exception cref="ApiProblem">One of them cannot be used.</exception>
    public static async Task<TrialSelection> ReadAsync(ISweepGrain sweep, string? filter, string? sort)
    {
        var spec = (await sweep.GetSnapshot()).Spec;
        var trials = await sweep.GetTrials();
        var fields = new TrialFields(spec, trials.Cast<ITrialFacts>());
        var (conditions, order) = (Parse("filter", () => TrialFilter.Parse(filter, fields)), Parse("sort", () => TrialOrder.Parse(sort, fields)));
        return new TrialSelection(fields, order.Sort(trials.Where(trial => conditions.Holds(trial))));
    }

    private static T Parse<T>(string parameter, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw ApiProblem.BadRequest(parameter, exception.Message);
        }
    }
}
