using System.Text.Json;
using SweepCluster.Contracts;

namespace SweepCluster.Dashboard.Api;

/// <summary>How the API writes JSON: as the command line and the event log do.</summary>
internal static class ApiJson
{
    /// <summary>Makes a web application's options those of <see cref="SweepJson.Options"/>.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = SweepJson.Options.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = SweepJson.Options.DefaultIgnoreCondition;
        options.NumberHandling = SweepJson.Options.NumberHandling;
        foreach (var converter in SweepJson.Options.Converters)
        {
            options.Converters.Add(converter);
        }
    }
}
