using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SweepCluster.Contracts.Files;

/// <summary>
/// Turns YAML into nodes. Refuses what a sweep file has no use for and what makes YAML dangerous: anchors, aliases, tags,
/// several documents, deep nesting.
/// </summary>
internal sealed class NodeParser
{
    private const int MaxDepth = 32;

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Remarks _remarks;

    private NodeParser(string text, Remarks remarks)
    {
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
        _remarks = remarks;
    }

    /// <exception cref="SweepFileException">The text is not YAML, or YAML of the refused kind.</exception>
    public static Node Parse(string text, Remarks remarks)
    {
        var parser = new NodeParser(text, remarks);
        try
        {
            return parser.ParseFile();
        }
        catch (YamlException broken)
        {
            throw parser.Broken(broken.Start, broken.Message.TrimEnd('.'));
        }
        catch (Exception leaked) when (leaked is InvalidOperationException or ArgumentException or OverflowException)
        {
            // YamlDotNet's scanner lets these out on some broken plain scalars and escapes; the tests' fuzzing finds them.
            throw parser.Broken(parser._scanner.CurrentPosition, "the scanner cannot read on");
        }
    }

    private SweepFileException Broken(Mark mark, string reason) =>
        _remarks.Fatal(Place.Of(mark), $"this is not YAML: {reason}", "correct the syntax here or just before");

    private Node ParseFile()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            throw _remarks.Fatal(
                Place.Start,
                "the file is empty",
                "a sweep file needs at least task, method, metric and parameters");
        }

        var root = ParseNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<DocumentStart>(out var second)
            ? throw _remarks.Fatal(Place.Of(second.Start), "a second document begins here", "a sweep file holds one document")
            : root;
    }

    private Node ParseNode(int depth)
    {
        var next = _parser.Consume<ParsingEvent>();
        RefuseReferences(next);
        if (depth > MaxDepth)
        {
            throw _remarks.Fatal(Place.Of(next.Start), "the nesting is too deep", $"at most {MaxDepth} levels are allowed");
        }

        return next switch
        {
            Scalar scalar => ParseScalar(scalar),
            SequenceStart start => ParseList(start, depth),
            MappingStart start => ParseMapping(start, depth),
            _ => throw new YamlException(next.Start, next.End, "a value was expected here"),
        };
    }

    private void RefuseReferences(ParsingEvent next)
    {
        if (next is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw _remarks.Fatal(
                Place.Of(next.Start),
                "an anchor or alias (& or *) stands here",
                "sweep files cannot use them; write the value out");
        }

        if (next is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw _remarks.Fatal(
                Place.Of(next.Start),
                $"the tag {tagged.Tag} stands here",
                "sweep files cannot use tags; leave it out");
        }
    }

    private ScalarNode ParseScalar(Scalar scalar)
    {
        var place = Place.Of(scalar.Start);
        if (!scalar.Value.All(IsPrintable) || !IsWellFormed(scalar.Value))
        {
            _remarks.Error(place, "the text holds control characters or half a surrogate pair", "texts must be printable");
        }

        return new ScalarNode(place, scalar.Value, scalar.Style != ScalarStyle.Plain);
    }

    private static bool IsPrintable(char character) => !char.IsControl(character) || character is '\n' or '\t';

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);

    private ListNode ParseList(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ParseNode(depth + 1));
        }

        return new ListNode(Place.Of(start.Start), items.ToImmutable());
    }

    private MappingNode ParseMapping(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ParseNode(depth + 1);
            var value = ParseNode(depth + 1);
            if (key is not ScalarNode name)
            {
                _remarks.Error(key.Place, $"a key is {key.Description}", "keys must be plain texts");
            }
            else if (!places.TryAdd(name.Text, name.Place))
            {
                _remarks.Error(
                    name.Place,
                    $"the key '{name.Text}' stands here a second time",
                    $"the first is in line {places[name.Text].Line}; keep one");
            }
            else
            {
                entries.Add(new MappingEntry(name, value));
            }
        }

        return new MappingNode(Place.Of(start.Start), entries.ToImmutable());
    }
}
