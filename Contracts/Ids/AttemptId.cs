using System.Globalization;

namespace SweepCluster.Contracts.Ids;

/// <summary>
/// Names one execution of a trial; prints as <c>demo-1/7#2</c>. The number is the fencing token: only messages that carry the
/// trial's current attempt number are accepted.
/// </summary>
/// <param name="Trial">The trial.</param>
/// <param name="Number">The attempt's number, counted from 1 within its trial.</param>
[GenerateSerializer, Alias("attempt-id"), Immutable]
public readonly record struct AttemptId([property: Id(0)] TrialId Trial, [property: Id(1)] int Number)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Trial}#{Number}");
}
