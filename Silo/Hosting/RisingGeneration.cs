using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SweepCluster.Silo.Homes;

namespace SweepCluster.Silo.Hosting;

/// <summary>
/// Who this silo is. Of two silos at one address and port, Orleans takes the one of the lower generation for the dead one, and it takes the
/// generation from the clock: after a clock that was ahead is set right, a silo would be turned away until the time it had before comes
/// again. So the home remembers the last generation, and the next one is above it.
/// </summary>
internal sealed class RisingGeneration : ILocalSiloDetails
{
    public RisingGeneration(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoint, SweepHome home)
    {
        Name = silo.Value.SiloName;
        ClusterId = cluster.Value.ClusterId;
        var generation = Next(home.GenerationFile, SiloAddress.AllocateNewGeneration());
        SiloAddress = SiloAddress.New(endpoint.Value.AdvertisedIPAddress, endpoint.Value.SiloPort, generation);
        GatewayAddress = SiloAddress.New(endpoint.Value.AdvertisedIPAddress, endpoint.Value.GatewayPort, generation);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string ClusterId { get; }

    /// <inheritdoc/>
    public string DnsHostName { get; } = Dns.GetHostName();

    /// <inheritdoc/>
    public SiloAddress SiloAddress { get; }

    /// <inheritdoc/>
    public SiloAddress GatewayAddress { get; }

    /// <summary>The generation of a start, which is remembered.</summary>
    /// <param name="file">Where the last one is remembered; it need not be there.</param>
    /// <param name="now">The generation by the clock.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal static int Next(string file, int now)
    {
        var text = File.Exists(file) ? File.ReadAllText(file) : "";
        var last = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var next = Math.Max(now, last + 1);
        var aside = file + ".new";
        File.WriteAllText(aside, next.ToString(CultureInfo.InvariantCulture));
        File.Move(aside, file, overwrite: true);
        return next;
    }
}
