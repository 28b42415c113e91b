using SweepCluster.Contracts.Files;

namespace SweepCluster.Dashboard.Api;

/// <summary>Answers a failed request with a problem document instead of a page.</summary>
/// <param name="logger">Takes what the client can do nothing about.</param>
internal sealed partial class ProblemFilter(ILogger<ProblemFilter> logger) : IEndpointFilter
{
    private const int RetrySeconds = 2;

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Problem(Translate(exception, context.HttpContext).Document(context.HttpContext.TraceIdentifier));
        }
    }

    private ApiProblem Translate(Exception exception, HttpContext context)
    {
        switch (exception)
        {
            case ApiProblem problem:
                return problem;
            case KeyNotFoundException:
                return ApiProblem.NotFound(exception.Message);
            case SweepFileException file:
                return new ApiProblem(
                    StatusCodes.Status422UnprocessableEntity, "invalid-sweep-file", $"The sweep file has {file.Errors.Length} error(s).")
                {
                    Errors = [.. file.Errors.Select(FileErrors.Of)],
                    Advice = "correct the places listed under errors and send the file again; nothing was submitted",
                };
            case UnauthorizedAccessException:
                return new ApiProblem(StatusCodes.Status403Forbidden, "forbidden", exception.Message);
            case BadHttpRequestException bad:
                return new ApiProblem(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too-large" : "bad-request", bad.Message);
            case ArgumentException:
                return new ApiProblem(StatusCodes.Status422UnprocessableEntity, "refused", exception.Message);
            case IOException or TimeoutException or OrleansException:
                LogUnavailable(exception, context.Request.Path);
                context.Response.Headers.RetryAfter = RetrySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return new ApiProblem(
                    StatusCodes.Status503ServiceUnavailable, "unavailable", $"The cluster gave no answer: {exception.Message}")
                {
                    Advice = "send the same request again; one that changes something may be repeated without harm",
                };
            default:
                LogFailed(exception, context.Request.Path);
                return new ApiProblem(StatusCodes.Status500InternalServerError, "internal", "The server failed; its log has the details under the traceId.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No answer from the cluster for {Path}")]
    private partial void LogUnavailable(Exception exception, PathString path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The request for {Path} failed")]
    private partial void LogFailed(Exception exception, PathString path);
}
