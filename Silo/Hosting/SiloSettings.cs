using System.ComponentModel.DataAnnotations;
using SweepCluster.Contracts.Files;
using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Hosting;

/// <summary>How a silo runs attempts. The configuration section is <c>Silo</c>.</summary>
public sealed class SiloSettings
{
    /// <summary>Which devices the silo offers; see <see cref="DeviceList"/>. Empty for none. Default: auto.</summary>
    public string Devices { get; set; } = "auto";

    /// <summary>How many slots each graphics processor gets. Default: 1; from 1 to 16.</summary>
    [Range(1, 16)]
    public int SlotsPerGpu { get; set; } = 1;

    /// <summary>How many processor cores its slots share. Default: 0, for all of the machine; at most 4096.</summary>
    [Range(0, 4096)]
    public int Cores { get; set; }

    /// <summary>
    /// How much memory its slots on the processor share, such as <c>8GiB</c>. Default: empty, for all of the machine or its control group.
    /// </summary>
    public string Memory { get; set; } = "";

    /// <summary>The memory that its slots on the processor share, in bytes; null when it is not known.</summary>
    public long? UsableMemory => Memory.Length > 0 ? SizeText.Parse(Memory) : MachineMemory.Usable();

    /// <summary>
    /// How many silos share each graphics processor, as with time slicing on Kubernetes; each offers its part of the memory. Default: 1;
    /// from 1 to 64.
    /// </summary>
    [Range(1, 64)]
    public int SilosPerGpu { get; set; } = 1;

    /// <summary>How often the graphics processors are looked at. Default: 10 seconds; from 50 milliseconds to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan GpuInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of cores its slots share.</summary>
    public int UsableCores => Cores > 0 ? Cores : Environment.ProcessorCount;

    /// <summary>The folder for checkpoints, data sets and working directories.</summary>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>The built-in trainer: a path to the executable. Default: <c>training/sweep-trainer</c> beside this program.</summary>
    [Required]
    public string Trainer { get; set; } = DefaultTrainer;

    /// <summary>Where the product has its trainer, unless the environment variable <c>SWEEP_Silo__Trainer</c> names another.</summary>
    public static string DefaultTrainer => Environment.GetEnvironmentVariable("SWEEP_Silo__Trainer")
        ?? Path.Combine(AppContext.BaseDirectory, "training", "sweep-trainer");

    /// <summary>True when each slot keeps a process of the built-in trainer ready for the next trial. Default: true.</summary>
    public bool WarmsUp { get; set; } = true;

    /// <summary>How often a lease is renewed. Default: 3 seconds; from 50 milliseconds to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan RenewInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a slot goes on without a successful renewal before it kills its own trial process; must be shorter than the lease.
    /// Default: 25 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan SelfFence { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long an idle slot waits before it asks for work again. Default: 250 milliseconds; from 10 milliseconds to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan IdleDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a trial process may take to say hello. Default: 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a trial process may take to stop when told to, before it is killed. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The shortest silence of a trial process that can count as a hang, whatever its own rhythm. Default: 20 seconds. The longest is
    /// the sweep's <c>progress_timeout</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan HangFloor { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A trial process is replaced after this many attempts. Default: 50; from 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int AttemptsPerProcess { get; set; } = 50;

    /// <summary>A trial process is replaced when its memory has grown by more than this since it was fresh, in MiB. Default: 512.</summary>
    [Range(1, 1_000_000)]
    public int MemoryGrowthMiB { get; set; } = 512;
}
