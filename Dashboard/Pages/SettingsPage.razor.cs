using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using SweepCluster.Contracts.Access;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Dashboard.Pages;

/// <summary>Who has keys.</summary>
public sealed partial class SettingsPage
{
    private ImmutableArray<ApiKey>? _keys;
    private KeySecret? _secret;
    private string _name = "";
    private AccessRole _role;
    private string? _refusal;

    [Inject]
    private KeyClient Keys { get; set; } = null!;

    [Inject]
    private AccessRules Access { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await TryAsync("The keys cannot be read", () => Task.CompletedTask);
            StateHasChanged();
        }
    }

    private Task CreateAsync() => TryAsync("No key was made", async () =>
    {
        _secret = null;
        _secret = await Keys.CreateAsync(_name, _role);
        _name = "";
    });

    private async Task AskForRevocationAsync(ApiKey key)
    {
        var isMeant = await Dialogs.ShowMessageBoxAsync(
            "Revoke the key?",
            $"Whoever uses the key '{key.Name}' is refused within seconds. This cannot be taken back.",
            yesText: "Revoke it",
            cancelText: "Keep it");
        if (isMeant == true)
        {
            await TryAsync("The key was not revoked", () => Keys.RevokeAsync(key.Id));
        }
    }

    private async Task TryAsync(string failure, Func<Task> act)
    {
        try
        {
            await act();
            _keys = await Keys.ListAsync();
            _refusal = null;
        }
        catch (Exception exception)
        {
            _refusal = $"{failure}: {exception.Message}";
        }
    }
}
