using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Access;

namespace SweepCluster.Dashboard.Pages;

/// <summary>Turns a key into a session of the browser.</summary>
public sealed partial class LoginPage
{
    private string? _refusal;

    /// <summary>The key that was typed.</summary>
    [SupplyParameterFromForm(FormName = "login")]
    public string? Key { get; set; }

    /// <summary>The path to go on to.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Request { get; set; } = null!;

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Services.GetService<KeyRing>() is null)
        {
            Navigation.NavigateTo(SessionRoutes.Local(ReturnUrl));
        }
    }

    private async Task SignInAsync()
    {
        if (await Services.GetRequiredService<KeyRing>().FindAsync(Key?.Trim() ?? "", Request.RequestAborted) is not { } key)
        {
            _refusal = "There is no such key, or it was revoked.";
            return;
        }

        await Request.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, Roles.Bearer(key, CookieAuthenticationDefaults.AuthenticationScheme));
        Navigation.NavigateTo(SessionRoutes.Local(ReturnUrl));
    }
}
