namespace SweepCluster.Search.Pruners;

/// <summary>One trial's scores by step, with rising steps. Lower is better; NaN and infinities are kept as reported.</summary>
internal sealed class LearningCurve(int trial)
{
    private readonly List<int> _steps = [];
    private readonly List<double> _scores = [];

    /// <summary>The trial's number.</summary>
    public int Trial => trial;

    /// <summary>The steps reported so far, oldest first.</summary>
    public IReadOnlyList<int> Steps => _steps;

    /// <summary>The score at each of <see cref="Steps"/>.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The last step; 0 when there is none.</summary>
    public int LastStep => _steps.Count == 0 ? 0 : _steps[^1];

    /// <summary>The score at the last step; NaN when there is none.</summary>
    public double LastScore => _scores.Count == 0 ? double.NaN : _scores[^1];

    /// <summary>The lowest finite score; null while there is none.</summary>
    public double? Best { get; private set; }

    /// <summary>True when the score would be the best so far.</summary>
    public bool WouldBeBest(double score) => double.IsFinite(score) && !(score >= Best);

    /// <summary>Adds a report of a later step.</summary>
    public void Add(int step, double score)
    {
        Best = WouldBeBest(score) ? score : Best;
        _steps.Add(step);
        _scores.Add(score);
    }
}
