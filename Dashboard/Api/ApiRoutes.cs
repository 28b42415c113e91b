using Microsoft.AspNetCore.Diagnostics;
using SweepCluster.Dashboard.Api.Trials;

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

        if (IsOfAnotherSite(request))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else
        {
            await next(context);
        }

        if (response.HasStarted || response.StatusCode < StatusCodes.Status400BadRequest || response.ContentType is not null)
        {
            return;
        }

        var problem = response.StatusCode switch
        {
            StatusCodes.Status403Forbidden => new ApiProblem(
                response.StatusCode, "another-site", $"The request comes from {request.Headers.Origin}; pages of other sites may not use this interface."),
            StatusCodes.Status404NotFound => ApiProblem.NotFound($"There is no {request.Method} {request.Path}."),
            StatusCodes.Status405MethodNotAllowed =>
                new ApiProblem(response.StatusCode, "method-not-allowed", $"{request.Path} knows {response.Headers.Allow}, not {request.Method}."),
            StatusCodes.Status415UnsupportedMediaType => SweepFileBody.WrongType(request),
            _ => new ApiProblem(response.StatusCode, "bad-request", "The request cannot be read."),
        };
        await Results.Problem(problem.Document(context.TraceIdentifier)).ExecuteAsync(context);
    }

    // A browser names the page's site with every request of a script or a form that could change something; other programs name none.
    private static bool IsOfAnotherSite(HttpRequest request) =>
        request.Headers.Origin is [{ } origin, ..] && origin != $"{request.Scheme}://{request.Host}";

    /// <summary>Adds its routes.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).AddEndpointFilter<ProblemFilter>();
        SweepRoutes.Map(api.MapGroup("/sweeps").WithTags("sweeps"));
        TrialRoutes.Map(api.MapGroup("/sweeps/{id}/trials").WithTags("trials"));
        AskRoutes.Map(api.MapGroup("/sweeps/{id}").WithTags("ask and tell"));
        FeedRoutes.Map(api.MapGroup("/sweeps/{id}").WithTags("sweeps"));
        FileRoutes.Map(api.WithTags("files"));
        ClusterRoutes.Map(api.MapGroup("/cluster").WithTags("cluster"));
    }
}
