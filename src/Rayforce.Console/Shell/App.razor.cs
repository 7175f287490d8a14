using Microsoft.AspNetCore.Components;
using Rayforce.Console.Browser;
using Rayforce.Console.Panes;
using Rayforce.Console.Server;

namespace Rayforce.Console.Shell;

/// <summary>The whole page: a prompt for the password where the server wants one, and then the panes.</summary>
public sealed partial class App
{
    private const string FileName = "rayforce-panes.json";

    private bool _isTried;
    private string? _trouble;
    private string? _link;
    private string _note = "";

    [Inject]
    internal ServerLink Server { get; set; } = null!;

    [Inject]
    internal Workspace Workspace { get; set; } = null!;

    private static string ServerName => new Uri(ServerLink.Url).Authority;

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Changed -= Refresh;
        Workspace.Changed -= Refresh;
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Workspace.Load();
        Server.Changed += Refresh;
        Workspace.Changed += Refresh;
        _trouble = await Server.OpenAsync(password: null);
        _isTried = true;
    }

    private async Task OpenAsync(string password) => _trouble = await Server.OpenAsync(password);

    private void AddPane() => Workspace.Add(new Pane());

    private void SaveFile()
    {
        Page.AddPart(Workspace.ToText());
        Page.Download(FileName, "application/json");
    }

    private void OpenFile() => Page.ChooseFile(".json", text =>
    {
        _note = Workspace.TryOpen(text) ? "" : "This file holds no panes.";
        Refresh();
    });

    private async Task ShareAsync()
    {
        _link = Page.GetUrl(Workspace.ToHash());
        _note = await Page.CopyAsync(_link) ? "copied" : "";
    }

    private void ChooseTheme(ChangeEventArgs change)
    {
        Workspace.SetTheme((string?)change.Value ?? "");
        Workspace.Save();
    }

    private void Refresh() => InvokeAsync(StateHasChanged);
}
