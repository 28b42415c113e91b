using System.CommandLine;
using System.Globalization;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.View;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep evaluate DIR</c>: reads an exported network back and measures it again.</summary>
internal static class EvaluateVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'sweep best ID --out DIR' has written." };
        var data = new Option<string?>("--data")
        {
            Description = "Where data sets are kept; the home's own folder unless given.",
            HelpName = "DIR",
        };
        var images = new Option<string?>("--images")
        {
            Description = "Where a folder of images lies now, if not where it was trained on.",
            HelpName = "DIR",
        };
        return verbs.Create(
            "evaluate",
            "Measure an exported network again: on its validation images and on the test images.",
            [folder, data, images],
            (invocation, parsed, cancellationToken) => RunAsync(
                invocation, parsed.GetRequiredValue(folder), parsed.GetValue(data), parsed.GetValue(images), cancellationToken));
    }

    private static async Task<int> RunAsync(
        Invocation invocation, string folder, string? data, string? images, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "evaluate",
            "--model", Path.GetFullPath(folder),
            "--data-directory", Path.GetFullPath(data ?? invocation.DataDirectory),
            .. images is null ? Array.Empty<string>() : ["--path", Path.GetFullPath(images)],
        ];
        var result = await invocation.Services.TrainerProgram.RequireAsync<Evaluation>(arguments, cancellationToken);
        invocation.Result(result, canvas => canvas.Write(PlainTable.Facts(
            ("recorded", Exactly(result.Recorded)),
            ("recomputed", Exactly(result.Recomputed)),
            ("equal", $"accuracy {YesOrNo(result.AccuracyIsEqual)}, loss {YesOrNo(result.LossIsEqual)}"),
            ("test", result.Test is { } test
                ? $"accuracy {Exactly(test.Accuracy)}, loss {Exactly(test.Loss)} on {Shown.Count(test.Images)} images"
                : "no test images"))));
        return result.AccuracyIsEqual ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string Exactly(Validation score) => $"val_accuracy {Exactly(score.ValAccuracy)}, val_loss {Exactly(score.ValLoss)}";

    private static string Exactly(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private sealed record Evaluation(
        Validation Recorded, Validation Recomputed, bool AccuracyIsEqual, bool LossIsEqual, Testing? Test);

    private sealed record Validation(double ValAccuracy, double ValLoss);

    private sealed record Testing(double Accuracy, double Loss, int Images);
}
