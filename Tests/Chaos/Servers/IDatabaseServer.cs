namespace SweepCluster.Chaos.Servers;

/// <summary>A server that the cluster keeps its data in, and that can be taken away.</summary>
internal interface IDatabaseServer : IDisposable
{
    /// <summary>Its name for people.</summary>
    string Name { get; }

    /// <summary>True while it runs.</summary>
    bool IsRunning { get; }

    /// <summary>Starts it on its data and waits until it takes connections.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops it.</summary>
    /// <param name="inOrder">True to let it shut down, false to end it as a crash would.</param>
    Task StopAsync(bool inOrder);
}
