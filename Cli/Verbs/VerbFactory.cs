using System.CommandLine;

namespace SweepCluster.Cli.Verbs;

/// <summary>Makes verbs that get their <see cref="Invocation"/>.</summary>
/// <param name="services">Everything outside the command line.</param>
/// <param name="options">The options every verb takes.</param>
internal sealed class VerbFactory(CliServices services, GlobalOptions options)
{
    /// <summary>A verb with its arguments and options.</summary>
    public Command Create(
        string name,
        string description,
        IReadOnlyList<Symbol> symbols,
        Func<Invocation, ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            Add(command, symbol);
        }

        command.SetAction((parsed, cancellationToken) => run(new Invocation(services, options, parsed), parsed, cancellationToken));
        return command;
    }

    /// <summary>The argument that names a sweep.</summary>
    public static Argument<string> SweepId() => new("ID") { Description = "The sweep's id, as 'sweep ls' shows it." };

    private static void Add(Command command, Symbol symbol)
    {
        if (symbol is Argument argument)
        {
            command.Add(argument);
        }
        else
        {
            command.Add((Option)symbol);
        }
    }
}
