using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace SweepCluster.Dashboard.Layout;

/// <summary>The document around all pages. They are interactive, but for those that set cookies.</summary>
public sealed partial class App
{
    [CascadingParameter]
    private HttpContext Request { get; set; } = null!;

    private IComponentRenderMode? Mode => Request.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
}
