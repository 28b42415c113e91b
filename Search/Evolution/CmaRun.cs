using SweepCluster.Search.Samplers;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Evolution;

/// <summary>One run of CMA-ES, from its start until it has come to its end.</summary>
internal sealed class CmaRun
{
    /// <summary>In shares of a parameter's range; nothing is found by smaller steps.</summary>
    private const double LeastAxis = 1e-9;
    private const double GreatestAxis = 1e4;
    private const double GreatestCondition = 1e14;
    private const double LeastGain = 1e-12;

    private readonly CmaLayout _layout;
    private readonly CmaPlan _plan;
    private readonly CmaParameters _parameters;
    private readonly List<CmaTrial> _generation = [];
    private readonly List<double> _bestScores = [];

    /// <param name="number">Counted from 1.</param>
    /// <param name="layout">What the coordinates are.</param>
    /// <param name="mean">Where the search starts.</param>
    /// <param name="plan">How it is carried out.</param>
    public CmaRun(int number, CmaLayout layout, double[] mean, CmaPlan plan)
    {
        var population = plan.Population;
        _plan = plan;
        _layout = layout;
        Number = number;
        _parameters = new CmaParameters(layout.Dimension, population);
        Distribution = new CmaDistribution(_parameters, mean, plan.Sigma);
        Margin = new CmaMargin(layout.Cells(), 1.0 / (layout.Dimension * population));
        var states = layout.Dimension + layout.Choices.Sum(choice => (int)choice.Domain.Levels! - 1);
        var rate = _parameters.ParentMass / (_parameters.ParentMass + states);
        Choices = [.. layout.Choices.Select(choice => new ChoiceLearning((ChoiceDomain)choice.Domain, rate, 1.0 / population))];
    }

    /// <summary>Counted from 1.</summary>
    public int Number { get; }

    /// <summary>How many trials make a generation.</summary>
    public int Population => _parameters.Population;

    /// <summary>The distribution of the coordinates.</summary>
    public CmaDistribution Distribution { get; }

    /// <summary>What keeps levels from being lost.</summary>
    public CmaMargin Margin { get; }

    /// <summary>The probabilities of the categorical parameters.</summary>
    public ChoiceLearning[] Choices { get; }

    /// <summary>How it is carried out.</summary>
    public CmaPlan Plan => _plan;

    /// <summary>How many of its trials have ended.</summary>
    public int Trials { get; private set; }

    /// <summary>True when nothing more is to be found near the mean, or the run has had its trials.</summary>
    public bool IsOver =>
        Trials >= _plan.MostTrials
        || Distribution.LongestAxis is < LeastAxis or > GreatestAxis
        || !double.IsFinite(Distribution.Sigma)
        || !(Distribution.Condition <= GreatestCondition)
        || IsFlat();

    /// <summary>Takes in a trial that ended; when they are enough, they make a generation.</summary>
    public void Add(CmaTrial trial)
    {
        Trials++;
        _generation.Add(trial);
        if (_generation.Count < Population)
        {
            return;
        }

        CmaTrial[] ranked = [.. _generation.OrderBy(ended => ended.Result!, PromiseOrder.Instance)];
        _bestScores.Add(ranked[0].Result!.Scores[0]);
        for (var i = 0; i < Choices.Length; i++)
        {
            Choices[i].Update(Better(ranked, i));
        }

        Distribution.Update([.. ranked.Select(ended =>
            ended.Generation == Distribution.Generation ? ended.Drawn : Distribution.Limit(ended.Drawn))]);
        Margin.Correct(Distribution);
        _generation.Clear();
    }

    // Trials in which the parameter was inactive say nothing about it.
    private IEnumerable<(int Index, double Weight)> Better(CmaTrial[] ranked, int choice)
    {
        var dimension = _layout.Choices[choice];
        for (var rank = 0; rank < _parameters.Parents; rank++)
        {
            if (ranked[rank].Point[dimension.Name] is { } value)
            {
                yield return ((int)dimension.Domain.LevelOf(value), _parameters.Weights[rank]);
            }
        }
    }

    private bool IsFlat()
    {
        var span = 10 + (int)Math.Ceiling(30.0 * _parameters.Dimension / Population);
        if (_bestScores.Count < span)
        {
            return false;
        }

        var recent = _bestScores.TakeLast(span).ToList();
        return recent.Max() - recent.Min() < LeastGain;
    }
}
