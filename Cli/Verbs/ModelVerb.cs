using System.CommandLine;
using System.Globalization;
using SweepCluster.Cli.View;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Zoo;
using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep model</c>: what a network of the zoo costs and how it can be changed, and pairs of equal cost. Nothing is trained.</summary>
internal static class ModelVerb
{
    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = "A family or a preset; without it all are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "A value of a hyperparameter.",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int?> Image = new("--image") { Description = "Height and width of the images, in pixels.", HelpName = "PIXELS" };
    private static readonly Option<string?> Input = new("--input") { Description = "The shape of one image.", HelpName = "CxHxW" };
    private static readonly Option<int> Classes = new("--classes") { Description = "How many classes.", DefaultValueFactory = _ => 10 };

    private static readonly Option<string?> MatchParameters = new("--match-parameters")
    {
        Description = "Find a network with as many parameters as this one.",
        HelpName = "\"NAME KEY=VALUE …\"",
    };

    private static readonly Option<string?> MatchMacs = new("--match-macs")
    {
        Description = "Find a network with as many multiplications as this one.",
        HelpName = "\"NAME KEY=VALUE …\"",
    };

    private static readonly Option<string[]> Vary = new("--vary")
    {
        Description = "The hyperparameters that may change for it.",
        HelpName = "KEY",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Makes the verb.</summary>
    public static Command Create(VerbFactory verbs) => verbs.Create(
        "model",
        "Show a network's parameters, multiplications, shapes and hyperparameters; find pairs of equal cost.",
        [Name, Set, Image, Input, Classes, MatchParameters, MatchMacs, Vary],
        (invocation, parsed, _) => Task.FromResult(Run(invocation, parsed)));

    private static int Run(Invocation invocation, ParseResult parsed)
    {
        if (parsed.GetValue(Name) is not { } name)
        {
            var known = ModelDocument.All();
            invocation.Result(known, canvas => ModelView.DrawAll(canvas, known));
            return ExitCodes.Done;
        }

        var model = ReadModel(name, parsed.GetValue(Set) ?? []);
        var (image, classes) = (ReadImage(parsed, name), ReadClasses(parsed));
        var macs = parsed.GetValue(MatchMacs);
        return (macs ?? parsed.GetValue(MatchParameters)) is { } other
            ? Match(invocation, parsed, model, other, macs is null ? Budget.Parameters : Budget.Macs, image, classes)
            : Show(invocation, model, image, classes);
    }

    private static int Show(Invocation invocation, NamedModel model, FeatureShape image, int classes)
    {
        var document = ModelDocument.Of(model, Define(model, image, classes));
        invocation.Result(document, canvas => ModelView.Draw(canvas, document));
        return ExitCodes.Done;
    }

    private static int Match(
        Invocation invocation, ParseResult parsed, NamedModel model, string other, Budget budget, FeatureShape image, int classes)
    {
        var words = other.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var target = ReadModel(words.FirstOrDefault() ?? "", words.Skip(1));
        var keys = parsed.GetValue(Vary) is { Length: > 0 } given
            ? given
            : throw new CliException(ExitCodes.BadUsage, $"A match needs --vary KEY, one or several of {Numbers(model)}.");
        foreach (var key in keys)
        {
            CheckKey(model, key);
            if (!IsNumber(HyperparameterCatalog.Find(key)!))
            {
                throw new CliException(ExitCodes.BadUsage, $"--vary was {key}, which is no number; it must be one of {Numbers(model)}.");
            }
        }

        var targetNet = Define(target, image, classes);
        var match = BudgetMatch.Search(model, keys, BudgetMatch.Of(targetNet, budget), budget, image, classes)
            ?? throw new CliException(ExitCodes.Failed, $"No value of {string.Join(", ", keys)} gives a {model.Name} that fits {image} images.");
        var document = MatchDocument.Of(target, targetNet, match, keys, budget);
        invocation.Result(document, canvas => ModelView.DrawMatch(canvas, document));
        if (!match.IsEqual)
        {
            throw new CliException(ExitCodes.Failed, FormattableString.Invariant(
                $"The nearest is {match.Difference:+0.0 %;-0.0 %} off; equal means within 2 %. Vary another, or one more, of {Numbers(model)}."));
        }

        return ExitCodes.Done;
    }

    private static NetDefinition Define(NamedModel model, FeatureShape image, int classes)
    {
        try
        {
            _ = model.Read(image);
        }
        catch (InfeasibleException error)
        {
            throw new CliException(ExitCodes.BadUsage, error.Message);
        }

        try
        {
            return model.Define(image, classes);
        }
        catch (InfeasibleException error)
        {
            var smallest = NetDefinition.SmallestSide(model.Read(image), image.Channels, classes);
            var advice = smallest is { } side && side > Math.Min(image.Height, image.Width) ? $" The smallest image that fits is {side}x{side}." : "";
            throw new CliException(ExitCodes.Failed, error.Message + advice);
        }
    }

    private static NamedModel ReadModel(string name, IEnumerable<string> settings)
    {
        var known = HyperparameterCatalog.Families.Concat(ModelPreset.All.Select(preset => preset.Name)).ToArray();
        var model = NamedModel.Find(name)
            ?? throw new CliException(ExitCodes.BadUsage, $"There is no model '{name}'; {Nearest.Among(name, known)}.");
        foreach (var setting in settings)
        {
            var parts = setting.Split('=', 2);
            if (parts.Length != 2)
            {
                throw new CliException(ExitCodes.BadUsage, $"--set was '{setting}'; it must be KEY=VALUE.");
            }

            CheckKey(model, parts[0]);
            model = model.With(parts[0], parts[1]);
        }

        return model;
    }

    private static void CheckKey(NamedModel model, string key)
    {
        var keys = model.Hyperparameters.Select(entry => entry.Name).ToArray();
        if (!keys.Contains(key))
        {
            throw new CliException(ExitCodes.BadUsage, $"{model.Family} has no hyperparameter '{key}'; {Nearest.Among(key, keys)}.");
        }
    }

    private static bool IsNumber(Hyperparameter entry) => entry.Kind is HyperparameterKind.WholeNumber or HyperparameterKind.RealNumber ||
        entry is { Kind: HyperparameterKind.Numbers, WholeEntries: true, MinCount: <= 1 };

    private static string Numbers(NamedModel model) =>
        string.Join(", ", model.Hyperparameters.Where(entry => entry.Family is not null && IsNumber(entry)).Select(entry => entry.Name));

    private static FeatureShape ReadImage(ParseResult parsed, string name)
    {
        if (parsed.GetValue(Input) is { } text)
        {
            var lengths = text.Split('x').Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0).ToArray();
            return lengths.Length == 3 && lengths.All(length => length is >= 1 and <= 4096)
                ? new FeatureShape(lengths[0], lengths[1], lengths[2])
                : throw new CliException(ExitCodes.BadUsage, $"--input was '{text}'; it must be channels, height and width, such as 3x224x224.");
        }

        var side = parsed.GetValue(Image) ?? ModelPreset.All.FirstOrDefault(preset => preset.Name == name)?.Side ?? 28;
        return side is >= 1 and <= 4096
            ? new FeatureShape(1, side, side)
            : throw new CliException(ExitCodes.BadUsage, $"--image was {side}; it must be from 1 to 4096 pixels.");
    }

    private static int ReadClasses(ParseResult parsed)
    {
        var classes = parsed.GetValue(Classes);
        return classes is >= 2 and <= 100_000
            ? classes
            : throw new CliException(ExitCodes.BadUsage, $"--classes was {classes}; it must be from 2 to 100000.");
    }
}
