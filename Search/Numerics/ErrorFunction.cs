namespace SweepCluster.Search.Numerics;

/// <summary>
/// The complementary error function by rational Chebyshev approximation (W. J. Cody 1969, "Rational Chebyshev approximations for the
/// error function"), with a relative error of about 1e-15.
/// </summary>
internal static class ErrorFunction
{
    private const double Small = 0.46875;
    private const double InverseSqrtPi = 0.56418958354775628695;

    private static readonly double[] ErfNumerator =
        [1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3];

    private static readonly double[] ErfDenominator =
        [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];

    private static readonly double[] MiddleNumerator =
    [
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
        8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
    ];

    private static readonly double[] MiddleDenominator =
    [
        1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
        3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
    ];

    private static readonly double[] FarNumerator =
    [
        1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
        1.60837851487422766e-2, 6.58749161529837803e-4,
    ];

    private static readonly double[] FarDenominator =
    [
        1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
    ];

    /// <summary>1 - erf(x), from 2 down to 0.</summary>
    public static double Erfc(double x)
    {
        if (Math.Abs(x) <= Small)
        {
            return 1 - (x * Ratio(ErfNumerator, ErfDenominator, x * x));
        }

        var tail = Math.Exp(-x * x) * ScaledErfc(Math.Abs(x));
        return x > 0 ? tail : 2 - tail;
    }

    /// <summary>exp(x²)·erfc(x), which does not underflow.</summary>
    /// <param name="x">At least 0.</param>
    public static double ScaledErfc(double x)
    {
        if (x <= Small)
        {
            return Math.Exp(x * x) * Erfc(x);
        }

        if (x <= 4)
        {
            return Ratio(MiddleNumerator, MiddleDenominator, x);
        }

        var inverseSquare = 1 / (x * x);
        return (InverseSqrtPi - (inverseSquare * Ratio(FarNumerator, FarDenominator, inverseSquare))) / x;
    }

    private static double Ratio(double[] numerator, double[] denominator, double x) =>
        Polynomial(numerator, x) / Polynomial(denominator, x);

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = coefficients[0];
        for (var i = 1; i < coefficients.Length; i++)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }
}
