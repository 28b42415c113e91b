using System.CommandLine;
using System.Globalization;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep plan FILE</c>: what a sweep file would come to.</summary>
internal static class PlanVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs)
    {
        var file = new Argument<string>("FILE") { Description = "The sweep file." };
        var secondsPerStep = new Option<double?>("--seconds-per-step") { Description = "How long a step takes, to say how long slots would be busy.", HelpName = "SECONDS" };
        secondsPerStep.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && !(seconds > 0 && double.IsFinite(seconds)))
            {
                result.AddError($"--seconds-per-step was {token.Value}; it must be above 0.");
            }
        });
        return verbs.Create("plan", "Say what a sweep file would come to, without submitting it.", [file, secondsPerStep], (invocation, parsed, _) =>
        {
            var read = invocation.Services.Files.Read(parsed.GetRequiredValue(file));
            foreach (var warning in read.Warnings)
            {
                invocation.Services.Output.Error.WriteLine(warning);
            }

            var plan = SweepPlan.Of(read.Spec, parsed.GetValue(secondsPerStep));
            invocation.Result(plan, canvas => canvas.Write(PlainTable.Facts(Facts(read.Spec, plan))));
            return Task.FromResult(ExitCodes.Done);
        });
    }

    private static (string Name, string Value)[] Facts(SweepSpec spec, SweepPlan plan) =>
    [
        ("task", $"{Shown.Task(spec.Task)}, {Shown.Method(spec)}"),
        ("trials", plan.Trials is { } trials ? $"at most {Count(trials)}" : "as many as the limits allow"),
        ("points", plan.Points is { } points ? $"at most {Count(points)}" : "a continuous space"),
        ("rungs", plan.Rungs.Count > 0 ? $"after steps {string.Join(", ", plan.Rungs.Select(step => Count(step)))}" : "none at fixed steps"),
        ("steps", plan.Steps is { } steps ? $"at most {Count(steps)} in all" : "as many as the trials take"),
        ("busy", plan.DeviceSeconds is { } seconds ? $"slots for at most {Shown.Duration(TimeSpan.FromSeconds(seconds))}" : "not known"),
    ];

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
