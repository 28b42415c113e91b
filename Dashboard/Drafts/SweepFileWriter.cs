using System.Text.Json;
using System.Text.Json.Nodes;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;

namespace SweepCluster.Dashboard.Drafts;

/// <summary>Writes a spec as the sweep file that reads back as the same spec. What has its default is left out.</summary>
internal static class SweepFileWriter
{
    private static readonly Dictionary<string, string> KeysOfTheFile = new()
    {
        ["min_resource"] = "min_iter",
        ["max_resource"] = "max_iter",
        ["reduction_factor"] = "eta",
    };

    /// <summary>The file's text.</summary>
    public static string Write(SweepSpec spec)
    {
        var lines = new List<string> { $"name: {YamlText.Of(spec.Name)}" };
        Add(lines, "description", spec.Description.Length == 0 ? null : YamlText.Of(spec.Description));
        Add(lines, "task", Task(spec.Task));
        Add(lines, "method", Typed<MethodSpec>(spec.Method));
        AddObjectives(lines, spec);
        lines.Add("parameters:");
        lines.AddRange(spec.Parameters.Select(parameter => $"  {YamlText.Of(parameter.Name)}: {ParameterText.Of(parameter)}"));
        Add(lines, "constraints", spec.Constraints is { } constraints ? Constraints(constraints) : null);
        Add(lines, "early_terminate", spec.EarlyTerminate is NoEarlyTermination ? null : Typed<EarlyTerminateSpec>(spec.EarlyTerminate));
        Add(lines, "run_cap", spec.RunCap is { } cap ? YamlText.Of(cap) : null);
        Add(lines, "seed", spec.Seed is { } seed ? YamlText.Of(seed) : null);
        Add(lines, "lag", spec.Lag is { } lag ? YamlText.Of(lag) : null);
        Add(lines, "limits", spec.Limits == new LimitsSpec() ? null : Limits(spec.Limits));
        Add(lines, "resources", spec.Resources == new ResourcesSpec() ? null : Resources(spec.Resources));
        Add(lines, "retries", spec.Retries == new RetriesSpec() ? null : Retries(spec.Retries));
        if (!spec.FirstPoints.IsEmpty)
        {
            lines.Add("first_points:");
            lines.AddRange(spec.FirstPoints.Select(point => $"  - {YamlText.Map(point.Values.Select(value => (value.Name, YamlText.Of(value.Value))))}"));
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The key of an option in a sweep file, by its name in code.</summary>
    public static string Key(string name)
    {
        var key = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        return KeysOfTheFile.GetValueOrDefault(key, key);
    }

    private static void Add(List<string> lines, string key, string? value)
    {
        if (value is not null)
        {
            lines.Add($"{key}: {value}");
        }
    }

    private static void AddObjectives(List<string> lines, SweepSpec spec)
    {
        var objectives = spec.Objectives.Select(Objective).ToList();
        if (objectives.Count == 1)
        {
            lines.Add($"metric: {objectives[0]}");
            return;
        }

        lines.Add("metric:");
        lines.AddRange(objectives.Select(objective => $"  - {objective}"));
    }

    private static string Objective(Objective objective)
    {
        var entries = new List<(string, string)>
        {
            ("name", YamlText.Of(objective.Metric)), ("goal", objective.Direction == Direction.Minimize ? "minimize" : "maximize"),
        };
        if (objective.Target is { } target)
        {
            entries.Add(("target", YamlText.Of(target)));
        }

        return YamlText.Map(entries);
    }

    private static string Task(TaskSpec task) => task switch
    {
        ExternalTask => YamlText.Of("external"),
        ProgramTask program => YamlText.Map([("command", YamlText.List(program.Command.Select(YamlText.Of)))]),
        DatasetTask dataset => YamlText.Map(
        [
            ("dataset", YamlText.Of(dataset.Dataset)),
            .. dataset.Path is { } path ? new[] { ("path", YamlText.Of(path)) } : [],
            ("train", YamlText.Of(dataset.Train)),
            ("validation", YamlText.Of(dataset.Validation)),
            ("image", YamlText.Of(dataset.Image)),
        ]),
        _ => throw new NotSupportedException($"A task of the kind {task.GetType().Name} cannot be written."),
    };

    /// <summary>A method or rule as <c>{type: tpe, startup_trials: 10}</c>, by the names of its record; alone when it has no options.</summary>
    private static string Typed<T>(T record)
    {
        var options = JsonSerializer.SerializeToNode(record, SweepJson.Options)!.AsObject();
        var entries = options.Where(option => option.Value is not null).Select(option => (Key(option.Key), Value(option.Value!))).ToList();
        return entries.Count == 1 ? entries[0].Item2 : YamlText.Map(entries);
    }

    private static string Value(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? YamlText.Of(value.GetValue<string>()) : value.ToJsonString();

    private static string Constraints(NetConstraints constraints) => YamlText.Map(
        new[] { ("parameters", constraints.Parameters), ("macs", constraints.Macs) }
            .Where(entry => entry.Item2 is not null)
            .Select(entry => (entry.Item1, Bounds(entry.Item2!))));

    private static string Bounds(CostBounds bounds) => YamlText.Map(
        new[] { ("min", bounds.Min), ("max", bounds.Max) }
            .Where(entry => entry.Item2 is not null)
            .Select(entry => (entry.Item1, YamlText.Of(entry.Item2!.Value))));

    private static string Limits(LimitsSpec limits) => YamlText.Map(
    [
        .. limits.MaxConcurrentTrials is { } most ? new[] { ("max_concurrent_trials", YamlText.Of(most)) } : [],
        .. limits.MaxDuration is { } duration ? new[] { ("max_duration", YamlText.Of(duration)) } : [],
        .. limits.MaxRegret is { } regret ? new[] { ("max_regret", YamlText.Of(regret)) } : [],
    ]);

    private static string Resources(ResourcesSpec resources) => YamlText.Map(
    [
        ("device", resources.Device switch { DeviceKind.Cpu => "cpu", DeviceKind.Gpu => "gpu", _ => "any" }),
        .. resources.Memory is { } memory ? new[] { ("memory", SizeText.Exact(memory)) } : [],
        ("priority", YamlText.Of(resources.Priority)),
        ("weight", resources.Weight.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
    ]);

    private static string Retries(RetriesSpec retries) => YamlText.Map(
    [
        ("max_restarts", YamlText.Of(retries.MaxRestarts)),
        ("progress_timeout", YamlText.Of(retries.ProgressTimeout)),
        .. retries.MaxTrialDuration is { } most ? new[] { ("max_trial_duration", YamlText.Of(most)) } : [],
    ]);
}
