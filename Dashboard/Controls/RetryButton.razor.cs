using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>Gives a failed trial its retries again.</summary>
public sealed partial class RetryButton
{
    private string? _refusal;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The trial's number.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Inject]
    private SweepClient Client { get; set; } = null!;

    private async Task RetryAsync()
    {
        try
        {
            await Client.Sweep(Id).RetryTrial(Number);
            _refusal = null;
        }
        catch (Exception exception)
        {
            _refusal = $"The trial is not tried again: {exception.Message}";
        }
    }
}
