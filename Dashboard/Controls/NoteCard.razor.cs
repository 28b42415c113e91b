using Microsoft.AspNetCore.Components;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Controls;

/// <summary>The note on a trial, and whether it is pinned. What somebody is writing is not replaced by what somebody else saves.</summary>
public sealed partial class NoteCard
{
    private string _known = "";
    private string _text = "";
    private string? _refusal;

    /// <summary>The sweep's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The trial's number.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    /// <summary>The note; null for none.</summary>
    [Parameter, EditorRequired]
    public string? Note { get; set; }

    /// <summary>True when the trial is pinned.</summary>
    [Parameter, EditorRequired]
    public bool IsPinned { get; set; }

    [Inject]
    private SweepClient Client { get; set; } = null!;

    [Inject]
    private SweepFeed Feed { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var note = Note ?? "";
        if (note != _known)
        {
            _text = _text == _known ? note : _text;
            _known = note;
        }
    }

    private Task SaveAsync() => SendAsync(new TrialNote(Note: _text));

    private Task PinAsync() => SendAsync(new TrialNote(IsPinned: !IsPinned));

    private async Task SendAsync(TrialNote note)
    {
        try
        {
            await Client.Sweep(Id).NoteTrial(Number, note);
            Feed.Refresh(Id);
            _refusal = null;
        }
        catch (Exception exception)
        {
            _refusal = $"That was not remembered: {exception.Message}";
        }
    }
}
