using Microsoft.AspNetCore.Components;
using MudBlazor;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>Deletes a sweep that is over, once its reader has said so twice.</summary>
public sealed partial class DeleteButton
{
    private string? _refusal;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Inject]
    private SweepClient Client { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private async Task AskAsync()
    {
        var isMeant = await Dialogs.ShowMessageBoxAsync(
            "Delete the sweep?",
            $"{Id}, all its trials and its checkpoints are deleted, the best network too. This cannot be taken back.",
            yesText: "Delete the sweep",
            cancelText: "Keep it");
        if (isMeant == true)
        {
            await DeleteAsync();
        }
    }

    private async Task DeleteAsync()
    {
        try
        {
            await Client.Sweep(Id).Delete();
            Navigation.NavigateTo("/sweeps");
        }
        catch (Exception exception)
        {
            _refusal = $"The sweep was not deleted: {exception.Message}";
        }
    }
}
