using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Embedded;
using Microsoft.Extensions.Primitives;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>
/// The style sheet, the icon and Blazor's script, read from this assembly. The SDK's way, files in <c>wwwroot</c>, depends on which SDK
/// the hosting program is built with; this one does not.
/// </summary>
internal sealed class EmbeddedAssets : IFileProvider
{
    private static readonly Assembly Source = typeof(EmbeddedAssets).Assembly;
    private static readonly DateTimeOffset BuiltAt = File.GetLastWriteTimeUtc(
        Source.Location is { Length: > 0 } path ? path : Environment.ProcessPath!);

    /// <inheritdoc/>
    public IFileInfo GetFileInfo(string subpath)
    {
        var resource = subpath.TrimStart('/');
        return Source.GetManifestResourceInfo(resource) is null
            ? new NotFoundFileInfo(subpath)
            : new EmbeddedResourceFileInfo(Source, resource, Path.GetFileName(resource), BuiltAt);
    }

    /// <inheritdoc/>
    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    /// <inheritdoc/>
    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
