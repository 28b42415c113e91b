using System.Runtime.InteropServices;

namespace SweepCluster.Cli.Hosting;

/// <summary>The signals of the operating system.</summary>
internal sealed class PosixSignals : ISignals
{
    private const string ShowCursor = "\u001b[?25h";

    /// <inheritdoc/>
    public IDisposable Listen(Action<StopSignal> received) => new Registrations(
        Register(PosixSignal.SIGINT, StopSignal.Interrupt, received),
        Register(PosixSignal.SIGTERM, StopSignal.Terminate, received));

    /// <inheritdoc/>
    public void ExitNow(StopSignal signal)
    {
        // The live view hides the cursor and cannot put it back any more.
        if (!Console.IsOutputRedirected)
        {
            Console.Out.Write(ShowCursor);
        }
        else if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(ShowCursor);
        }

        Environment.Exit((int)signal);
    }

    private static PosixSignalRegistration Register(PosixSignal signal, StopSignal meaning, Action<StopSignal> received) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            received(meaning);
        });

    private sealed class Registrations(params PosixSignalRegistration[] all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var registration in all)
            {
                registration.Dispose();
            }
        }
    }
}
