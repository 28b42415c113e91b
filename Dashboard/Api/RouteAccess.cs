using Microsoft.AspNetCore.Authorization;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Dashboard.Api;

/// <summary>Who may use a route: what only reads is for all who have a key, everything else for operators.</summary>
internal static class RouteAccess
{
    /// <summary>Gives every route that is not a GET to operators, unless it <see cref="OnlyReads{T}"/>; also those that are added later.</summary>
    public static void LetOperatorsChange(this IEndpointConventionBuilder routes) => routes.Finally(route =>
    {
        var methods = route.Metadata.OfType<HttpMethodMetadata>().SelectMany(metadata => metadata.HttpMethods);
        if (methods.Any(method => !HttpMethods.IsGet(method)) && !route.Metadata.OfType<Reading>().Any())
        {
            route.Metadata.Add(new AuthorizeAttribute(Roles.Operator));
        }
    });

    /// <summary>Says that a route changes nothing although it takes a body.</summary>
    public static T OnlyReads<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new Reading());

    private sealed class Reading;
}
