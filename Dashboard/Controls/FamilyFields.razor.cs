using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Drafts;

namespace SweepCluster.Dashboard.Controls;

/// <summary>One member of a closed family of a spec as fields: which one, and its options by the names that they have in a sweep file.</summary>
/// <typeparam name="T">The family.</typeparam>
public sealed partial class FamilyFields<T>
{
    /// <summary>What the choice is called.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The member.</summary>
    [Parameter, EditorRequired]
    public T Member { get; set; } = null!;

    /// <summary>Makes the member of a name.</summary>
    [Parameter, EditorRequired]
    public Func<string, T> Create { get; set; } = null!;

    /// <summary>Called with another member, or the same with other options.</summary>
    [Parameter, EditorRequired]
    public EventCallback<T> OnChange { get; set; }

    private Task ChangeAsync(string option, ChangeEventArgs e)
    {
        int? value = int.TryParse(e.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return OnChange.InvokeAsync(SpecFamily.With(Member, option, value));
    }
}
