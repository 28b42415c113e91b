using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SweepCluster.Benchmarks.Problems;
using SweepCluster.Contracts;
using SweepCluster.Contracts.Files;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;

namespace SweepCluster.Benchmarks.SearchQuality;

/// <summary>A problem that another program is: it describes itself in its first line, then answers one line for each that it gets.</summary>
internal sealed class ExternalProblem : IProblem, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly Lock _turn = new();

    private ExternalProblem(Process process, JsonObject description, string command)
    {
        _process = process;
        Name = Take(description, "name")?.GetValue<string>() ?? command;
        Optimum = Take(description, "optimum")?.GetValue<double>();
        Reference = [.. Take(description, "reference")?.AsArray().Select(worst => worst!.GetValue<double>()) ?? []];
        Trials = Take(description, "trials")?.GetValue<int>() ?? 100;
        var spec = ReadSpec(description);
        (Parameters, Objectives) = (spec.Parameters, spec.Objectives);
        if (Objectives.Length > 1 && Reference.Length != Objectives.Length)
        {
            throw new InvalidDataException($"The problem has {Objectives.Length} metrics and a reference of {Reference.Length} numbers; it needs one each.");
        }
    }

    public string Name { get; }

    public ImmutableArray<ParameterSpec> Parameters { get; }

    public ImmutableArray<Objective> Objectives { get; }

    public double? Optimum { get; }

    public ImmutableArray<double> Reference { get; }

    public int Trials { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="command">A command line for <c>sh</c>.</param>
    /// <exception cref="InvalidDataException">It does not describe a problem.</exception>
    public static ExternalProblem Start(string command)
    {
        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            return new ExternalProblem(process, Read(process), command);
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The program answered something else than the protocol says.</exception>
    public ImmutableArray<double>? Evaluate(ParameterSet point, long seed)
    {
        JsonObject answer;
        lock (_turn)
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(new Question(seed, point), SweepJson.Options));
            _process.StandardInput.Flush();
            answer = Read(_process);
        }

        return (answer["value"], answer["values"], answer["error"]) switch
        {
            ({ } value, _, _) when Objectives.Length == 1 => [Number(value)],
            (_, JsonArray values, _) when values.Count == Objectives.Length => [.. values.Select(value => Number(value!))],
            (_, _, not null) => null,
            _ => throw new InvalidDataException($"The problem answered {answer.ToJsonString()}; it must name a value, {Objectives.Length} values or an error."),
        };
    }

    public void Dispose() => Stop(_process);

    private static void Stop(Process process)
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static JsonObject Read(Process process)
    {
        var line = process.StandardOutput.ReadLine()
            ?? throw new InvalidDataException("The problem's program ended although it was asked.");
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"The problem's program wrote '{line}'; each line must be one JSON object ({problem.Message}).", problem);
        }
    }

    /// <summary>What is left of the description is a part of a sweep file.</summary>
    private static SweepSpec ReadSpec(JsonObject description)
    {
        description["name"] = "problem";
        description["task"] = new JsonObject { ["command"] = new JsonArray("none") };
        description["method"] = "random";
        description["run_cap"] = 1;
        description["metric"] ??= new JsonObject { ["name"] = "value", ["goal"] = "minimize" };
        try
        {
            return SweepFileReader.Read(description.ToJsonString(), "the problem's description").Spec;
        }
        catch (SweepFileException problem)
        {
            throw new InvalidDataException(problem.Message, problem);
        }
    }

    private static JsonNode? Take(JsonObject description, string name) =>
        description.Remove(name, out var value) ? value : null;

    private static double Number(JsonNode node) => node.Deserialize<double>(SweepJson.Options);

    /// <summary>What the program is asked.</summary>
    private sealed record Question(long Seed, ParameterSet Parameters);
}
