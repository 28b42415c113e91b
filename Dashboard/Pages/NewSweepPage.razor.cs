using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SweepCluster.Contracts.Specs;
using SweepCluster.Dashboard.Access;
using SweepCluster.Dashboard.Controls;
using SweepCluster.Dashboard.Drafts;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Pages;

/// <summary>Where a sweep file is written, by hand or by a form, checked while it is, and submitted.</summary>
public sealed partial class NewSweepPage : IAsyncDisposable
{
    private readonly string _key = $"editor-{Guid.NewGuid():N}";
    private Draft _draft = Draft.Read(Templates.Find("demo") ?? "");
    private readonly BrowserScript _script;
    private ElementReference _element;
    private string? _refusal;
    private bool _isSubmitting;

    public NewSweepPage() => _script = new BrowserScript(_key);

    /// <summary>The example to start from.</summary>
    [SupplyParameterFromQuery(Name = "template")]
    public string? Template { get; set; }

    /// <summary>The id of the sweep whose definition to start from.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [Inject]
    private SweepClient Client { get; set; } = null!;

    [Inject]
    private SubmissionLimit Limit { get; set; } = null!;

    [Inject]
    private Caller Caller { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Reads what stands in the editor; called by the browser shortly after it changed.</summary>
    [JSInvokable]
    public Problem[] Check(string text)
    {
        _draft = Draft.Read(text);
        StateHasChanged();
        return [.. _draft.Problems];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _script.DisposeAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _draft = Draft.Read(await FirstTextAsync());
            var self = await _script.OpenAsync(Browser, "./web/editor.js", this);
            await _script.CallAsync("create", _element, _draft.Text, "Sweep file, YAML", self);
            StateHasChanged();
        }
    }

    private async Task<string> FirstTextAsync()
    {
        if (From is not { Length: > 0 } id)
        {
            return Templates.Find(Template ?? "demo") ?? _draft.Text;
        }

        try
        {
            var spec = (await Client.Sweep(id).GetSnapshot()).Spec;
            return $"# From {id}.\n{SweepFileWriter.Write(spec with { Seed = null })}";
        }
        catch (Exception exception)
        {
            _refusal = $"The definition of {id} cannot be read: {exception.Message}";
            return _draft.Text;
        }
    }

    private async Task TakeTemplateAsync(ChangeEventArgs e)
    {
        if (Templates.Find(e.Value as string ?? "") is { } text)
        {
            await WriteTextAsync(text);
        }
    }

    private Task WriteAsync(SweepSpec spec) => WriteTextAsync(SweepFileWriter.Write(spec));

    private async Task WriteTextAsync(string text)
    {
        _draft = Draft.Read(text);
        await _script.CallAsync("write", text);
    }

    private Task RevealAsync(Problem problem) => _script.CallAsync("reveal", problem.Line, problem.Column);

    private async Task SubmitAsync()
    {
        _isSubmitting = true;
        try
        {
            // What stands in the editor counts, also what was typed since it was last looked at.
            _draft = Draft.Read(await _script.AskAsync("read", _draft.Text));
            using var lease = Limit.Count(Roles.KeyOf(Caller.User) ?? "");
            if (!lease.IsAcquired)
            {
                _refusal = $"The sweep was not submitted: at most {SubmissionLimit.PerMinute} files are read in a minute. Wait a little, then submit it again.";
            }
            else if (_draft.Spec is { } spec)
            {
                Navigation.NavigateTo(Paths.Sweep(await Client.SubmitAsync(spec)));
            }
        }
        catch (Exception exception) when (exception is not JSDisconnectedException)
        {
            _refusal = $"The sweep was not submitted: {exception.Message}";
        }
        finally
        {
            _isSubmitting = false;
        }
    }
}
