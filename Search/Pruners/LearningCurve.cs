namespace SweepCluster.Search.Pruners;

/// <summary>One trial's scores by step, with rising steps. Lower is better; NaN and infinities are kept as reported.</summary>
internal sealed class LearningCurve(int trial)
{
    private double[] _scores = [];

    // Null while the steps are 1, 2, 3, …, as they nearly always are.
    private int[]? _steps;

    /// <summary>The trial's number.</summary>
    public int Trial => trial;

    /// <summary>How many reports there are.</summary>
    public int Count { get; private set; }

    /// <summary>The scores, oldest first. A view that the next <see cref="Add"/> may outdate.</summary>
    public ReadOnlySpan<double> Scores => _scores.AsSpan(0, Count);

    /// <summary>The last step; 0 when there is none.</summary>
    public int LastStep => Count == 0 ? 0 : StepAt(Count - 1);

    /// <summary>The lowest finite score; null while there is none.</summary>
    public double? Best { get; private set; }

    /// <summary>The step of one of the <see cref="Scores"/>.</summary>
    public int StepAt(int index) => _steps is null ? index + 1 : _steps[index];

    /// <summary>True when the score would be the best so far.</summary>
    public bool WouldBeBest(double score) => double.IsFinite(score) && !(score >= Best);

    /// <summary>Adds a report of a later step.</summary>
    public void Add(int step, double score)
    {
        if (_steps is null && step != Count + 1)
        {
            _steps = new int[_scores.Length];
            for (var i = 0; i < Count; i++)
            {
                _steps[i] = i + 1;
            }
        }

        if (Count == _scores.Length)
        {
            Resize(Math.Max(4, Count * 2));
        }

        Best = WouldBeBest(score) ? score : Best;
        _scores[Count] = score;
        _steps?[Count] = step;
        Count++;
    }

    /// <summary>Gives back spare memory; for a trial that is over.</summary>
    public void Trim() => Resize(Count);

    private void Resize(int size)
    {
        if (size == _scores.Length)
        {
            return;
        }

        Array.Resize(ref _scores, size);
        if (_steps is not null)
        {
            Array.Resize(ref _steps, size);
        }
    }
}
