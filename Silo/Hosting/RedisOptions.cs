using StackExchange.Redis;

namespace SweepCluster.Silo.Hosting;

/// <summary>Reads how Redis is reached.</summary>
internal static class RedisOptions
{
    /// <summary>The options in the text; a Redis that is away is waited for instead of failing for good.</summary>
    /// <exception cref="SettingsException">The text cannot be read.</exception>
    public static ConfigurationOptions Read(string text)
    {
        try
        {
            var options = ConfigurationOptions.Parse(text);
            options.AbortOnConnectFail = false;
            return options.EndPoints.Count > 0
                ? options
                : throw new SettingsException($"Redis was '{text}'; it must begin with a host and a port, such as redis:6379.");
        }
        catch (ArgumentException exception)
        {
            throw new SettingsException($"Redis was '{text}': {exception.Message}", exception);
        }
    }
}
