using SweepCluster.Search.Surrogates;
using SweepCluster.Search.Tests.Oracles;

namespace SweepCluster.Search.Tests.Surrogates;

[Trait("Category", "Oracle")]
public sealed class SurrogateOracleTests
{
    public static TheoryData<string> Processes => OracleFile.Ids("gp");

    public static TheoryData<string> Improvements => OracleFile.Ids("expected_improvement");

    [Theory]
    [MemberData(nameof(Processes))]
    public void At_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("gp", id);
        double[][] points = [.. oracle.Input("X").EnumerateArray().Select(OracleFile.Numbers)];
        bool[] isCategory = [.. oracle.Input("is_categorical").EnumerateArray().Select(flag => flag.GetBoolean())];
        var parameters = new GaussianProcessParameters(
            oracle.Input("inverse_squared_lengthscales").Numbers(),
            oracle.Input("kernel_scale").GetDouble(),
            oracle.Input("noise_variance").GetDouble());
        var process = new GaussianProcess(points, oracle.Input("y").Numbers(), isCategory, parameters);
        var best = oracle.Input("best_f_maximise").GetDouble();
        (double Mean, double Variance)[] answers = [.. oracle.Input("Q").EnumerateArray().Select(query => process.At(query.Numbers()))];
        double[] improvements = [.. answers.Select(answer => ExpectedImprovement.Log(answer.Mean, answer.Variance, best))];

        AssertClose(oracle.Expected("posterior_mean").Numbers(), [.. answers.Select(answer => answer.Mean)], "mean");
        AssertClose(oracle.Expected("posterior_variance_noise_free").Numbers(), [.. answers.Select(answer => answer.Variance)], "variance");
        AssertClose([oracle.Expected("log_marginal_likelihood").GetDouble()], [process.LogLikelihood], "log likelihood");
        AssertClose(
            oracle.Expected("grad_mll_wrt_log_params[inv_sq_lengthscales...,kernel_scale,noise]").Numbers(), process.Gradient(), "gradient");
        AssertClose(oracle.Expected("expected_improvement").Numbers(), [.. improvements.Select(log => Math.Exp(log))], "EI");
        AssertClose(oracle.Expected("log_expected_improvement").Numbers(), improvements, "log EI");
    }

    [Theory]
    [MemberData(nameof(Improvements))]
    public void Log_OracleValues_Agree(string id)
    {
        var oracle = OracleFile.Case("expected_improvement", id);
        var rows = oracle.Input("rows_mean_variance_f0").EnumerateArray().Select(OracleFile.Numbers);
        foreach (var (row, expected) in rows.Zip(oracle.GetProperty("expected").EnumerateArray()))
        {
            var what = $"{id}, z = {(row[0] - row[2]) / Math.Sqrt(row[1])}";
            var log = ExpectedImprovement.Log(row[0], row[1], row[2]);
            OracleFile.AssertClose(expected.GetProperty("log_ei").Number(), log, 1e-9, 1e-300, what);
            OracleFile.AssertClose(expected.GetProperty("ei").Number(), Math.Exp(log), 1e-9, 1e-300, what);
            OracleFile.AssertClose(
                expected.GetProperty("log_pi").Number(), ExpectedImprovement.LogProbability(row[0], row[1], row[2]), 1e-9, 1e-300, what);
        }
    }

    private static void AssertClose(double[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            OracleFile.AssertClose(expected[i], actual[i], 1e-6, 1e-8, $"{what}[{i}]");
        }
    }
}
