using MathNet.Numerics.LinearAlgebra;

namespace SweepCluster.Search.Evolution;

/// <summary>
/// The normal distribution of CMA-ES and how a generation changes it (Hansen 2016, arXiv:1604.00772, §A), with negative weights (active
/// CMA, Jastrebski and Arnold 2006).
/// </summary>
internal sealed class CmaDistribution
{
    private const double Tiny = 1e-8;

    /// <summary>The step size may grow by this factor's logarithm in one generation; without a bound, outliers let it explode.</summary>
    private const double GreatestGrowth = 1;

    private readonly CmaParameters _parameters;
    private Matrix<double> _root;
    private Matrix<double> _inverseRoot;

    /// <param name="parameters">The strategy's constants.</param>
    /// <param name="mean">Where the search starts.</param>
    /// <param name="sigma">The first step size, above 0.</param>
    public CmaDistribution(CmaParameters parameters, double[] mean, double sigma)
    {
        _parameters = parameters;
        (Mean, Sigma) = (Vector<double>.Build.DenseOfArray(mean), sigma);
        Covariance = _root = _inverseRoot = Matrix<double>.Build.DenseIdentity(mean.Length);
        StepPath = Path = Vector<double>.Build.Dense(mean.Length);
    }

    /// <summary>How many generations were taken in.</summary>
    public int Generation { get; private set; }

    /// <summary>The centre (m).</summary>
    public Vector<double> Mean { get; private set; }

    /// <summary>The step size (σ).</summary>
    public double Sigma { get; private set; }

    /// <summary>The covariance without the step size (C).</summary>
    public Matrix<double> Covariance { get; private set; }

    /// <summary>The evolution path of the step size (p_σ).</summary>
    public Vector<double> StepPath { get; private set; }

    /// <summary>The evolution path of the covariance (p_c).</summary>
    public Vector<double> Path { get; private set; }

    /// <summary>False when the last generation's step was so long that the covariance's path stood still (h_σ).</summary>
    public bool IsPathMoving { get; private set; } = true;

    /// <summary>The square of the ratio of the longest to the shortest axis: the covariance's condition number.</summary>
    public double Condition { get; private set; } = 1;

    /// <summary>The standard deviation along the longest axis.</summary>
    public double LongestAxis { get; private set; } = double.NaN;

    /// <summary>The point that standard normal numbers stand for.</summary>
    public double[] PointAt(double[] normals) => [.. Mean + (Sigma * (_root * Vector<double>.Build.DenseOfArray(normals)))];

    /// <summary>
    /// The point, moved towards the mean if it is further away than draws from the distribution are: what comes from elsewhere must not tear
    /// it apart (Hansen 2011, "Injecting external solutions into CMA-ES", §3).
    /// </summary>
    public double[] Limit(double[] point)
    {
        double n = _parameters.Dimension;
        var step = Vector<double>.Build.DenseOfArray(point) - Mean;
        var length = (_inverseRoot * step).L2Norm() / Sigma;
        var most = Math.Sqrt(n) + (2 * n / (n + 2));
        return length > most ? [.. Mean + (step * (most / length))] : point;
    }

    /// <summary>Moves one coordinate of the mean.</summary>
    public void MoveMean(int coordinate, double to) => Mean[coordinate] = to;

    /// <summary>Takes in a generation.</summary>
    /// <param name="ranked">Its points, best first; as many as the population.</param>
    public void Update(IReadOnlyList<double[]> ranked)
    {
        Generation++;
        var p = _parameters;
        Vector<double>[] steps = [.. ranked.Select(point => (Vector<double>.Build.DenseOfArray(point) - Mean) / Sigma)];
        var step = Enumerable.Range(0, p.Parents).Select(rank => steps[rank] * p.Weights[rank]).Aggregate((a, b) => a + b);
        Mean += step * Sigma;
        AdaptStepSize(step);
        Path = (Path * (1 - p.PathRate)) + (IsPathMoving ? step * Math.Sqrt(p.PathRate * (2 - p.PathRate) * p.ParentMass) : step * 0);
        AdaptCovariance(steps);
        Decompose();
    }

    private void AdaptStepSize(Vector<double> step)
    {
        var p = _parameters;
        StepPath = (StepPath * (1 - p.StepRate)) + (_inverseRoot * step * Math.Sqrt(p.StepRate * (2 - p.StepRate) * p.ParentMass));
        var length = StepPath.L2Norm();
        Sigma *= Math.Exp(Math.Min(GreatestGrowth, p.StepRate / p.StepDamping * ((length / p.ExpectedLength) - 1)));
        var unbiased = length / Math.Sqrt(1 - Math.Pow(1 - p.StepRate, 2 * (Generation + 1)));
        IsPathMoving = unbiased < (1.4 + (2.0 / (p.Dimension + 1))) * p.ExpectedLength;
    }

    private void AdaptCovariance(Vector<double>[] steps)
    {
        var p = _parameters;
        var stillness = IsPathMoving ? 0 : p.PathRate * (2 - p.PathRate);
        var kept = 1 + (p.RankOneRate * stillness) - p.RankOneRate - (p.RankMuRate * p.Weights.Sum());
        var next = (Covariance * kept) + (Path.OuterProduct(Path) * p.RankOneRate);
        for (var rank = 0; rank < steps.Length; rank++)
        {
            var squaredLength = Math.Pow((_inverseRoot * steps[rank]).L2Norm(), 2);
            var weight = p.Weights[rank] * (p.Weights[rank] >= 0 ? 1 : p.Dimension / (squaredLength + Tiny));
            next += steps[rank].OuterProduct(steps[rank]) * (p.RankMuRate * weight);
        }

        Covariance = next;
    }

    // Both roots are symmetric, so that the sign of an eigenvector, which means nothing, changes nothing.
    private void Decompose()
    {
        Covariance = (Covariance + Covariance.Transpose()) / 2;
        var axes = Covariance.Evd(Symmetricity.Symmetric);
        var lengths = axes.EigenValues.Map(value => Math.Sqrt(value.Real < 0 ? Tiny : value.Real));
        _root = axes.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(lengths) * axes.EigenVectors.Transpose();
        _inverseRoot = axes.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(1 / lengths) * axes.EigenVectors.Transpose();
        Condition = Math.Pow(lengths.Maximum() / lengths.Minimum(), 2);
        LongestAxis = Sigma * lengths.Maximum();
    }
}
