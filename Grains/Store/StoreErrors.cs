using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SweepCluster.Grains.Store;

/// <summary>Turns the errors of databases into ones that every silo and client can read: theirs do not cross the wire.</summary>
internal static class StoreErrors
{
    /// <summary>The reading, whose failure says in plain words that the store cannot be read.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static async Task<T> TranslatedAsync<T>(this Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException || exception.GetBaseException() is DbException)
        {
            throw new IOException($"The store cannot be read: {exception.GetBaseException().Message} Call again.");
        }
    }
}
