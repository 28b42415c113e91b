using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using SweepCluster.Contracts.Ids;
using SweepCluster.Contracts.Protocol;
using SweepCluster.Contracts.Specs;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Homes;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Telemetry;

namespace SweepCluster.Silo.Processes;

/// <summary>
/// A slot's place for one trial process. A process is started ahead, so that libraries and data are loaded before a trial comes, and is
/// kept for the next trial only after a clean end with its memory back.
/// </summary>
internal sealed partial class ProcessSeat : IAsyncDisposable
{
    private readonly SlotId _slot;
    private readonly Device _device;
    private readonly DeviceState _state;
    private readonly SweepHome _home;
    private readonly SiloSettings _settings;
    private readonly ProcessMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger<ProcessSeat> _logger;
    private readonly string _workingDirectory;
    private Occupant? _occupant;
    private SeatVacancy _vacancy = SeatVacancy.First;

    public ProcessSeat(
        SlotId slot,
        Device device,
        DeviceState state,
        SweepHome home,
        SiloSettings settings,
        ProcessMeter meter,
        TimeProvider time,
        ILogger<ProcessSeat> logger)
    {
        _slot = slot;
        _device = device;
        _state = state;
        _home = home;
        _settings = settings;
        _meter = meter;
        _time = time;
        _logger = logger;
        _workingDirectory = home.WorkingDirectory(slot.Local);
    }

    /// <summary>True when no living process sits here.</summary>
    public bool IsEmpty => _occupant is null || _occupant.Process.Exited.IsCompleted;

    /// <summary>Starts the program for a task if nothing sits here, and waits until it is ready.</summary>
    /// <exception cref="TrialProcessException">The process could not be started, or ended or stayed silent before it was ready.</exception>
    public async Task WarmUpAsync(TaskSpec task, CancellationToken cancellationToken)
    {
        var occupant = await SeatReadyAsync(task, cancellationToken);
        occupant.IsReady = true;
    }

    /// <summary>A process that is ready to take an attempt of the task.</summary>
    /// <exception cref="TrialProcessException">The process could not be started, or ended or stayed silent before it was ready.</exception>
    public async Task<TrialProcess> TakeAsync(TaskSpec task, CancellationToken cancellationToken)
    {
        var occupant = await SeatReadyAsync(task, cancellationToken);
        occupant.Attempts++;
        return occupant.Process;
    }

    private async Task<Occupant> SeatReadyAsync(TaskSpec task, CancellationToken cancellationToken)
    {
        if (_occupant is { } seated && (seated.Key != KeyOf(task) || seated.Process.Exited.IsCompleted))
        {
            await ClearAsync(seated.Key != KeyOf(task) ? SeatVacancy.OtherProgram : SeatVacancy.Ended);
        }

        var occupant = _occupant ??= Seat(task);
        try
        {
            await ReadyAsync(occupant, _settings.StartTimeout, cancellationToken);
            return occupant;
        }
        catch (Exception)
        {
            await ClearAsync(SeatVacancy.NotReady);
            throw;
        }
    }

    /// <summary>Gives the process back after an attempt; keeps it warm when it can be trusted with another one.</summary>
    public async Task ReturnAsync(bool cleanEnd)
    {
        if (_occupant is { } occupant && (cleanEnd ? await FaultOfAsync(occupant) : SeatVacancy.UncleanEnd) is { } fault)
        {
            await ClearAsync(fault);
        }
    }

    public async ValueTask DisposeAsync() => await ClearAsync(SeatVacancy.Ended);

    /// <summary>Why the process must not take another attempt; null when it may.</summary>
    private async Task<SeatVacancy?> FaultOfAsync(Occupant occupant)
    {
        if (occupant.Attempts >= _settings.AttemptsPerProcess)
        {
            return SeatVacancy.Worn;
        }

        var fresh = occupant.FreshBytes;
        try
        {
            await ReadyAsync(occupant, _settings.StopTimeout, CancellationToken.None);
            occupant.IsReady = true;
        }
        catch (TrialProcessException exception)
        {
            LogNotReusable(_logger, _slot, exception.Message);
            return SeatVacancy.NotReady;
        }

        var grownMiB = (occupant.ReadyBytes - fresh) >> 20;
        if (grownMiB > _settings.MemoryGrowthMiB)
        {
            LogGrown(_logger, _slot, grownMiB);
            return SeatVacancy.Grown;
        }

        return null;
    }

    private Occupant Seat(TaskSpec task)
    {
        try
        {
            var startedAt = _time.GetTimestamp();
            var occupant = new Occupant(KeyOf(task), TrialProcess.Start(ProgramFor(task), _logger), startedAt);
            _meter.Started(_vacancy);
            return occupant;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new TrialProcessException($"The trial program could not be started: {exception.Message}", exception);
        }
    }

    /// <summary>Reads until the process says it is ready, unless it is known to be.</summary>
    private async Task ReadyAsync(Occupant occupant, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (occupant.IsReady)
        {
            occupant.IsReady = false;
            return;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = _time.CreateTimer(_ => deadline.Cancel(), null, patience, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var message in occupant.Process.Messages.ReadAllAsync(deadline.Token))
            {
                if (Welcome(occupant, message))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TrialProcessException(
                string.Create(CultureInfo.InvariantCulture, $"The trial process was not ready within {patience.TotalSeconds:0.#} s."));
        }

        throw new TrialProcessException($"The trial process ended before it was ready: {(await occupant.Process.Exited).Describe()}.");
    }

    private bool Welcome(Occupant occupant, TrialMessage message)
    {
        switch (message)
        {
            case HelloMessage hello when hello.Protocol != TrialProtocol.Version:
                throw new TrialProcessException(
                    $"The trial program speaks version {hello.Protocol} of the trial protocol; this silo speaks {TrialProtocol.Version}.");
            case HelloMessage hello:
                LogHello(_logger, _slot, hello.Program, string.Join(", ", hello.Environment.Select(pair => $"{pair.Key}={pair.Value}")));
                return false;
            case ReadyMessage ready:
                if (!occupant.WasReady)
                {
                    occupant.WasReady = true;
                    _meter.Ready(_time.GetElapsedTime(occupant.StartedAt));
                }

                occupant.ReadyBytes = ready.ResidentBytes;
                occupant.FreshBytes = occupant.FreshBytes == 0 ? ready.ResidentBytes : occupant.FreshBytes;
                return true;
            case LogMessage log:
                LogEarlyLine(_logger, _slot, log.Text);
                return false;
            default:
                return false;
        }
    }

    private async Task ClearAsync(SeatVacancy vacancy)
    {
        if (_occupant is { } occupant)
        {
            (_occupant, _vacancy) = (null, vacancy);
            await occupant.Process.DisposeAsync();
        }
    }

    private static string KeyOf(TaskSpec task) =>
        task is ProgramTask program ? string.Join('\0', program.Command) : "built-in trainer";

    private TrialProgram ProgramFor(TaskSpec task)
    {
        var (file, arguments) = task is ProgramTask program
            ? OwnSession.Wrap(program.Command)
            : (_settings.Trainer, ["--data-directory", _home.DataDirectory, "--threads", Threads]);
        var environment = new Dictionary<string, string>(_state.Environment)
        {
            ["OMP_NUM_THREADS"] = Threads,
            ["MKL_NUM_THREADS"] = Threads,
        };
        if (Activity.Current?.Id is { } span)
        {
            environment["TRACEPARENT"] = span;
        }

        return new TrialProgram(file, arguments, _workingDirectory, environment);
    }

    private string Threads => _device.ThreadsPerSlot.ToString(CultureInfo.InvariantCulture);

    private sealed record Occupant(string Key, TrialProcess Process, long StartedAt)
    {
        public int Attempts { get; set; }

        /// <summary>True when its last ready message was read and no attempt has been started since.</summary>
        public bool IsReady { get; set; }

        /// <summary>True when it has said once that it is ready.</summary>
        public bool WasReady { get; set; }

        public long FreshBytes { get; set; }

        public long ReadyBytes { get; set; }
    }
}
