using System.ComponentModel.DataAnnotations;

namespace SweepCluster.Grains.Sweeps;

/// <summary>How sweep grains keep time. The defaults are the ones the failure tests rest on.</summary>
public sealed class SweepOptions
{
    /// <summary>How long a lease lasts without a renewal. Default: 30 seconds; from 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after a lease's end its attempt is given up. Default: 5 seconds; from 0 to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LeaseGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often leases and time limits are looked at. Default: 1 second; from 10 milliseconds to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan TickInterval { get; set; } = TimeSpan.FromSeconds(1);
}
