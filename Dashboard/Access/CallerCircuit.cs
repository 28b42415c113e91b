using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SweepCluster.Dashboard.Access;

/// <summary>Tells the services of a circuit whose it is, from its begin and whenever that changes.</summary>
internal sealed class CallerCircuit(AuthenticationStateProvider states, Caller caller) : CircuitHandler, IDisposable
{
    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        states.AuthenticationStateChanged += Take;
        caller.User = (await states.GetAuthenticationStateAsync()).User;
    }

    /// <inheritdoc/>
    public void Dispose() => states.AuthenticationStateChanged -= Take;

    private async void Take(Task<AuthenticationState> state) => caller.User = (await state).User;
}
