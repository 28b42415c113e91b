using System.Text.Json;

namespace SweepCluster.Dashboard.Api;

/// <summary>Statuses as the API names them: in camel case, as in its JSON.</summary>
internal static class StatusNames
{
    /// <summary>Reads a status.</summary>
    /// <exception cref="ApiProblem">There is none of that name.</exception>
    public static T Read<T>(string text, string pointer = "status")
        where T : struct, Enum
    {
        foreach (var status in Enum.GetValues<T>())
        {
            if (Name(status) == text)
            {
                return status;
            }
        }

        throw ApiProblem.BadRequest(pointer, $"'{text}' is no status; there are {string.Join(", ", Enum.GetValues<T>().Select(Name))}.");
    }

    /// <summary>A status's name.</summary>
    public static string Name<T>(T status)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
