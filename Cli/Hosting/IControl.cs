namespace SweepCluster.Cli.Hosting;

/// <summary>A way to the grains of a home, for sending commands.</summary>
internal interface IControl : IAsyncDisposable
{
    /// <summary>The grains.</summary>
    IGrainFactory Grains { get; }
}
