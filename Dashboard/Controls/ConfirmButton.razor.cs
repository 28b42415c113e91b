using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace SweepCluster.Dashboard.Controls;

/// <summary>A button for operators that does something once its reader has said so twice, and says why when it could not be done.</summary>
public sealed partial class ConfirmButton
{
    private string? _refusal;

    /// <summary>What stands on it.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What it does.</summary>
    [Parameter, EditorRequired]
    public EventCallback Act { get; set; }

    /// <summary>What is said before the reason when it could not be done, such as <c>The sweep was not deleted</c>.</summary>
    [Parameter, EditorRequired]
    public string Failure { get; set; } = "";

    /// <summary>What is asked first; null to do it at once.</summary>
    [Parameter]
    public string? Question { get; set; }

    /// <summary>What would happen.</summary>
    [Parameter]
    public string Consequence { get; set; } = "";

    /// <summary>The answer that means it.</summary>
    [Parameter]
    public string Yes { get; set; } = "";

    /// <summary>The answer that does not.</summary>
    [Parameter]
    public string No { get; set; } = "";

    /// <summary>Its colour.</summary>
    [Parameter]
    public Color Color { get; set; } = Color.Error;

    /// <summary>Its size.</summary>
    [Parameter]
    public Size Size { get; set; } = Size.Medium;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    private async Task AskAsync()
    {
        _refusal = null;
        if (Question is { } question
            && await Dialogs.ShowMessageBoxAsync(question, Consequence, yesText: Yes, cancelText: No) != true)
        {
            return;
        }

        try
        {
            await Act.InvokeAsync();
        }
        catch (Exception exception)
        {
            _refusal = $"{Failure}: {exception.Message}";
        }
    }
}
