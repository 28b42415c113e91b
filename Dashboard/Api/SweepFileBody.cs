using System.Text;
using SweepCluster.Contracts.Files;

namespace SweepCluster.Dashboard.Api;

/// <summary>A sweep file in the body of a request: YAML, or JSON, which is YAML too.</summary>
internal static class SweepFileBody
{
    private const string FileName = "request body";
    private static readonly string[] MediaTypes = ["application/yaml", "application/json", "text/yaml", "application/x-yaml"];

    /// <summary>Says in the API's document what the body is.</summary>
    public static RouteHandlerBuilder AcceptsSweepFile(this RouteHandlerBuilder route) =>
        route.Accepts<string>(MediaTypes[0], MediaTypes[1..]);

    /// <summary>Reads it.</summary>
    /// <exception cref="ApiProblem">It is not text, too large, or of another media type.</exception>
    /// <exception cref="SweepFileException">It has errors.</exception>
    public static async Task<SweepFile> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypes.Contains(TypeOf(request), StringComparer.OrdinalIgnoreCase))
        {
            throw WrongType(request);
        }

        return SweepFileReader.Read(await ReadTextAsync(request, cancellationToken), FileName);
    }

    /// <summary>What to say of a body of another media type.</summary>
    public static ApiProblem WrongType(HttpRequest request) => new(
        StatusCodes.Status415UnsupportedMediaType,
        "unsupported-media-type",
        $"The body's type was {TypeOf(request) ?? "not given"}; a sweep file's is one of {string.Join(", ", MediaTypes)}, any other body's application/json.")
    {
        Pointer = "Content-Type",
    };

    private static string? TypeOf(HttpRequest request) => request.ContentType?.Split(';')[0].Trim();

    private static async Task<string> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = new byte[SweepFileReader.MaxSize + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > SweepFileReader.MaxSize)
        {
            throw new ApiProblem(
                StatusCodes.Status413PayloadTooLarge, "too-large", $"The sweep file is larger than {SweepFileReader.MaxSize / 1024} KiB.");
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new ApiProblem(StatusCodes.Status400BadRequest, "not-text", "The sweep file is not UTF-8 text.");
        }
    }
}
