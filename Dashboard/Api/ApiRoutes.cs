using Microsoft.AspNetCore.Diagnostics;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Api.Trials;
using SweepCluster.Dashboard.Hosting;

namespace SweepCluster.Dashboard.Api;

/// <summary>The REST interface, below <c>/api/v1</c>.</summary>
internal static class ApiRoutes
{
    /// <summary>Where it begins.</summary>
    public const string Root = "/api/v1";

    /// <summary>Gives an answer that is a status alone, such as that of a path that does not exist, a problem document.</summary>
    public static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        if (!request.Path.StartsWithSegments(Root))
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        if (OtherSites.Sent(request))
        {
            await WriteAsync(context, new ApiProblem(
                StatusCodes.Status403Forbidden, "another-site", $"The request comes from {request.Headers.Origin}; pages of other sites may not use this interface."));
            return;
        }

        await next(context);
        if (response.HasStarted || response.StatusCode < StatusCodes.Status400BadRequest || response.ContentType is not null)
        {
            return;
        }

        await WriteAsync(context, Explain(request, response));
    }

    private static ApiProblem Explain(HttpRequest request, HttpResponse response) => response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => new ApiProblem(
            response.StatusCode, "unauthorized", "The request shows no key, or one that is unknown or revoked.")
        {
            Pointer = "Authorization",
            Advice = "send the header Authorization: Bearer KEY; an operator makes keys with 'sweep keys create'",
        },
        StatusCodes.Status403Forbidden => new ApiProblem(response.StatusCode, "forbidden", Caller.Refusal().Message),
        StatusCodes.Status429TooManyRequests => new ApiProblem(response.StatusCode, "too-many-requests", "This was asked for too often within a minute.")
        {
            Advice = "send the same request again after the seconds that Retry-After gives",
        },
        StatusCodes.Status404NotFound => ApiProblem.NotFound($"There is no {request.Method} {request.Path}."),
        StatusCodes.Status405MethodNotAllowed =>
            new ApiProblem(response.StatusCode, "method-not-allowed", $"{request.Path} knows {response.Headers.Allow}, not {request.Method}."),
        StatusCodes.Status413PayloadTooLarge => new ApiProblem(response.StatusCode, "too-large", "The request is larger than this path takes."),
        StatusCodes.Status415UnsupportedMediaType => SweepFileBody.WrongType(request),
        _ => new ApiProblem(response.StatusCode, "bad-request", "The request cannot be read."),
    };

    private static Task WriteAsync(HttpContext context, ApiProblem problem) =>
        Results.Problem(problem.Document(context.TraceIdentifier)).ExecuteAsync(context);

    /// <summary>Adds its routes.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).AddEndpointFilter<ProblemFilter>();
        api.LetOperatorsChange();
        SweepRoutes.Map(api.MapGroup("/sweeps").WithTags("sweeps"));
        TrialRoutes.Map(api.MapGroup("/sweeps/{id}/trials").WithTags("trials"));
        AskRoutes.Map(api.MapGroup("/sweeps/{id}").WithTags("ask and tell"));
        FeedRoutes.Map(api.MapGroup("/sweeps/{id}").WithTags("sweeps"));
        FileRoutes.Map(api.WithTags("files"));
        ClusterRoutes.Map(api.MapGroup("/cluster").WithTags("cluster"));
    }
}
