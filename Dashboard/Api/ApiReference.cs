using System.Security.Cryptography;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Hosting;

namespace SweepCluster.Dashboard.Api;

/// <summary>The REST interface described for programs, at <c>/openapi/v1.json</c>, and for people, at <c>/api</c>. Neither asks anything of other sites.</summary>
internal static class ApiReference
{
    private const string Document = "v1";
    private const string Title = "SweepCluster REST interface";

    /// <summary>Adds what makes the document.</summary>
    public static void AddApiReference(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = Title,
                Version = Document,
                Description = "Sweeps, trials, ask and tell. Errors are problem documents (RFC 9457) with a stable code.",
            };

            // Where it is served says the reader's own address better than this process can.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[KeyHandler.Name] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key as 'sweep keys create' prints it; not needed where the dashboard asks for none.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyHandler.Name, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, _, _) =>
        {
            (operation.Description, operation.Summary) = (operation.Summary, Headline(operation.Summary ?? ""));
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "A problem document: code, detail, and where it helps pointer, advice or errors.",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() },
            };
            return Task.CompletedTask;
        });
    });

    /// <summary>The first part of what a route says of itself, for lists.</summary>
    private static string Headline(string text)
    {
        var ends = ((string[])[". ", ": ", "; ", ", "]).Select(mark => text.IndexOf(mark, StringComparison.Ordinal)).Where(end => end > 0);
        return text[..ends.DefaultIfEmpty(text.Length).Min()].TrimEnd('.');
    }

    /// <summary>Adds the document and the page.</summary>
    public static void MapApiReference(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference("/api", (options, context) =>
        {
            var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
            context.Response.AllowScriptsOf(nonce);
            options.WithTitle(Title).WithNonce(nonce).DisableDefaultFonts().DisableAgent().DisableTelemetry().DisableMcp()
                .HideDeveloperTools().HideClientButton();
        });
    }
}
