using System.Collections.Concurrent;
using System.Text.Json;
using SweepCluster.Contracts.Protocol;

namespace SweepCluster.Training.Hosting;

/// <summary>
/// Reads the silo's messages on a thread of its own, so that a command reaches an attempt at work and the end of the channel ends the
/// process at once, whatever the training thread is doing.
/// </summary>
internal sealed class SiloReader(TextReader input, TrialChannel channel) : IDisposable
{
    private readonly BlockingCollection<(StartMessage Start, AttemptLink Link)> _starts = [];
    private AttemptLink? _current;

    public void Begin() => new Thread(ReadToEnd) { IsBackground = true, Name = "silo reader" }.Start();

    /// <summary>Waits for the next attempt.</summary>
    public (StartMessage Start, AttemptLink Link) AwaitStart() => _starts.Take();

    public void Dispose() => _starts.Dispose();

    private void ReadToEnd()
    {
        while (input.ReadLine() is { } line)
        {
            Read(line);
        }

        StandardStreams.ExitNow(0);
    }

    private void Read(string line)
    {
        try
        {
            Deliver(TrialProtocol.ReadSiloMessage(line));
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            Complain($"A line of {line.Length} characters was ignored, because it is no message of the trial protocol: {error.Message}");
        }
    }

    private void Deliver(SiloMessage message)
    {
        switch (message)
        {
            case StartMessage start when _current is null or { IsOver: true }:
                _current = new AttemptLink(channel);
                _starts.Add((start, _current));
                break;
            case StartMessage start:
                Complain($"The start of {start.Trial} was ignored, because an attempt is already under way.");
                break;
            case DecideMessage decision:
                _current?.Deliver(decision);
                break;
            case StopMessage { Command: TrialCommand.Continue }:
                Complain("A stop message with the command continue was ignored; it must be pause, prune or cancel.");
                break;
            case StopMessage stop:
                _current?.Deliver(stop);
                break;
        }
    }

    private void Complain(string text) => channel.Send(new LogMessage(LogLevelName.Error, text));
}
