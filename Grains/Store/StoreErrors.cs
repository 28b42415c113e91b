using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SweepCluster.Grains.Store;

/// <summary>Turns the errors of databases into ones that every silo and client can read: theirs do not cross the wire.</summary>
internal static class StoreErrors
{
    /// <summary>The work, whose failure says in plain words that the store cannot be used.</summary>
    /// <exception cref="IOException">The store cannot be used.</exception>
    public static async Task<T> TranslatedAsync<T>(this Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException || exception.GetBaseException() is DbException)
        {
            throw new IOException($"The store cannot be used: {exception.GetBaseException().Message} Call again.");
        }
    }
}
