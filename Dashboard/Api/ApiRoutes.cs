using SweepCluster.Dashboard.Api.Trials;

namespace SweepCluster.Dashboard.Api;

/// <summary>The REST interface, below <c>/api/v1</c>.</summary>
internal static class ApiRoutes
{
    /// <summary>Where it begins.</summary>
    public const string Root = "/api/v1";

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
