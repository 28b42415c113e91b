using Microsoft.AspNetCore.Components;
using MudBlazor;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Dashboard.Layout;

/// <summary>What all pages have around them. Colours are those of the style sheet, which knows light and dark.</summary>
public sealed partial class MainLayout
{
    private static readonly MudTheme Look = new() { LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" } };

    private bool _showsKeys;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private AccessRules Access { get; set; } = null!;

    private string Here => Navigation.Uri.Split('#')[0];
}
