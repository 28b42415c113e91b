using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace SweepCluster.Search.Surrogates;

/// <summary>A Gaussian process of mean 0 conditioned on noisy observations (Rasmussen and Williams 2006, algorithm 2.1).</summary>
internal sealed class GaussianProcess
{
    private readonly double[][] _points;
    private readonly bool[] _isCategory;
    private readonly GaussianProcessParameters _parameters;
    private readonly Vector<double> _values;
    private readonly Cholesky<double> _factor;
    private readonly Vector<double> _weights;
    private readonly double[][] _rows;

    /// <param name="points">The observed points, at least one.</param>
    /// <param name="values">Their values.</param>
    /// <param name="isCategory">By coordinate: whether it has categories.</param>
    /// <param name="parameters">The kernel's parameters and the noise.</param>
    public GaussianProcess(double[][] points, double[] values, bool[] isCategory, GaussianProcessParameters parameters)
    {
        (_points, _isCategory, _parameters) = (points, isCategory, parameters);
        _values = Vector<double>.Build.DenseOfArray(values);
        _factor = Matrix<double>.Build.Dense(points.Length, points.Length, Covariance).Cholesky();
        _weights = _factor.Solve(_values);
        _rows = _factor.Factor.ToRowArrays();
    }

    /// <summary>The logarithm of the observations' probability density.</summary>
    public double LogLikelihood =>
        -0.5 * ((_values * _weights) + _factor.DeterminantLn + (_points.Length * Math.Log(2 * Math.PI)));

    /// <summary>The expected value at a point and its variance, without the noise of observing it.</summary>
    public (double Mean, double Variance) At(double[] point)
    {
        var solved = new double[_points.Length];
        var (mean, explained) = (0.0, 0.0);
        for (var i = 0; i < solved.Length; i++)
        {
            var kernel = _parameters.Scale * Matern.At(Distance(point, _points[i]));
            mean += kernel * _weights[i];
            var row = _rows[i];
            for (var j = 0; j < i; j++)
            {
                kernel -= row[j] * solved[j];
            }

            solved[i] = kernel / row[i];
            explained += solved[i] * solved[i];
        }

        return (mean, Math.Max(0, _parameters.Scale - explained));
    }

    /// <summary>The derivatives of <see cref="LogLikelihood"/> by the logarithms of the parameters, in their order.</summary>
    public double[] Gradient()
    {
        // ½ tr((αα' - K⁻¹) ∂K), ibid. (5.9).
        var inverse = _factor.Solve(Matrix<double>.Build.DenseIdentity(_points.Length)).ToRowArrays();
        var gradient = new double[_parameters.Count];
        for (var i = 0; i < _points.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                AddPair(gradient, i, j, (_weights[i] * _weights[j]) - inverse[i][j]);
            }

            var own = 0.5 * ((_weights[i] * _weights[i]) - inverse[i][i]);
            gradient[^2] += own * _parameters.Scale;
            gradient[^1] += own * _parameters.Noise;
        }

        return gradient;
    }

    // Each pair stands for two equal elements, which takes the half away.
    private void AddPair(double[] gradient, int i, int j, double weight)
    {
        var q = Distance(_points[i], _points[j]);
        var slope = weight * _parameters.Scale * Matern.SlopeAt(q);
        for (var d = 0; d < _isCategory.Length; d++)
        {
            gradient[d] += slope * _parameters.InverseSquaredLengths[d] * Matern.Difference(_points[i][d], _points[j][d], _isCategory[d]);
        }

        gradient[^2] += weight * _parameters.Scale * Matern.At(q);
    }

    private double Covariance(int i, int j) =>
        (_parameters.Scale * Matern.At(Distance(_points[i], _points[j]))) + (i == j ? _parameters.Noise : 0);

    private double Distance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var d = 0; d < a.Length; d++)
        {
            sum += _parameters.InverseSquaredLengths[d] * Matern.Difference(a[d], b[d], _isCategory[d]);
        }

        return sum;
    }
}
