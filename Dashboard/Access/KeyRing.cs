using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using SweepCluster.Contracts.Access;
using SweepCluster.Contracts.Grains;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Access;

/// <summary>
/// The keys that are good now, read from the cluster every few seconds: looking at one costs no call, however many are tried, and a
/// revoked one is refused soon. While the cluster gives no answer those last read count.
/// </summary>
internal sealed partial class KeyRing : BackgroundService
{
    /// <summary>So old may the list be.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>A key that nobody knows makes the list be read again, but not more often than this.</summary>
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(1);

    private const int LeastLength = 32;
    private const string ConfiguredId = "configured";

    private readonly IGrainFactory _grains;
    private readonly ApiKey? _configured;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyRing> _logger;
    private readonly SemaphoreSlim _reading = new(1);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _ends = [];
    private FrozenDictionary<string, ApiKey> _byHash = FrozenDictionary<string, ApiKey>.Empty;
    private long _readAt;

    /// <exception cref="FormatException">The configured key is too short.</exception>
    public KeyRing(ClusterGrains grains, DashboardOptions options, TimeProvider time, ILogger<KeyRing> logger)
    {
        _grains = grains.Factory;
        _configured = options.OperatorKey is { Length: > 0 } text ? Configured(text, time.GetUtcNow()) : null;
        _byHash = _configured is null ? _byHash : new[] { _configured }.ToFrozenDictionary(key => key.Sha256);
        _time = time;
        _logger = logger;
    }

    /// <summary>The key of a secret; null when there is none that is good.</summary>
    public async Task<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = KeySecret.HashOf(secret);
        if (!_byHash.ContainsKey(hash) && _time.GetElapsedTime(_readAt) >= LeastInterval)
        {
            await ReadAgainAsync(cancellationToken);
        }

        return _byHash.GetValueOrDefault(hash);
    }

    /// <summary>True when the key of that id is good.</summary>
    public bool IsGood(string? id) => id is not null && _byHash.Values.Any(key => key.Id == id);

    /// <summary>Canceled when the key of that id is good no longer, for what goes on for as long as somebody listens.</summary>
    public CancellationToken EndOf(string id)
    {
        var end = _ends.GetOrAdd(id, _ => new CancellationTokenSource()).Token;
        EndWhatIsOver();
        return end;
    }

    /// <summary>Reads the keys. When the cluster gives no answer the configured one alone counts, if there is one, until it does.</summary>
    /// <exception cref="KeyMissingException">The cluster says that there is no key.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await TryReadAsync() && _byHash.Count == 0)
        {
            throw new KeyMissingException(
                "The dashboard asks for keys here, and there is none. Make one with 'sweep keys create NAME --role operator', or give an "
                + "operator's key in the environment variable SWEEP_OPERATOR_KEY.");
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reading.Dispose();
        foreach (var end in _ends.Values)
        {
            end.Dispose();
        }

        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ReadAgainAsync(stoppingToken);
        }
    }

    private static ApiKey Configured(string text, DateTimeOffset now) => text.Length >= LeastLength
        ? new ApiKey(ConfiguredId, ConfiguredId, AccessRole.Operator, KeySecret.HashOf(text), now)
        : throw new FormatException($"The operator's key has {text.Length} characters; it must have at least {LeastLength}, drawn at random.");

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        var asked = _time.GetTimestamp();
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited for another one's reading has what it read.
            if (_readAt <= asked)
            {
                await TryReadAsync();
            }
        }
        finally
        {
            _readAt = _time.GetTimestamp();
            _reading.Release();
        }
    }

    private async Task<bool> TryReadAsync()
    {
        try
        {
            Take(await _grains.GetGrain<IAccessGrain>(0).ListKeys());
            return true;
        }
        catch (Exception exception)
        {
            LogNotRead(_logger, exception.Message);
            return false;
        }
    }

    private void Take(ImmutableArray<ApiKey> stored)
    {
        IEnumerable<ApiKey> all = _configured is null ? stored : stored.Append(_configured);
        _byHash = all.Where(key => key.RevokedAt is null).DistinctBy(key => key.Sha256).ToFrozenDictionary(key => key.Sha256);
        _readAt = _time.GetTimestamp();
        EndWhatIsOver();
    }

    private void EndWhatIsOver()
    {
        foreach (var id in _ends.Keys.Where(id => !IsGood(id)))
        {
            if (_ends.TryRemove(id, out var end))
            {
                // Who listens may do much when it ends; not here.
                _ = end.CancelAsync();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys cannot be read; those last read count: {Reason}")]
    private static partial void LogNotRead(ILogger logger, string reason);
}
