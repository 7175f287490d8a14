using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rayforce.Console.Panes;
using Rayforce.Console.Server;

namespace Rayforce.Console.Shell;

/// <summary>The tables and globals of the server, and what was run before.</summary>
public sealed partial class SidePane
{
    private const int ShownHistory = 30;

    private readonly Dictionary<string, IReadOnlyList<(string Name, string Type)>> _columns = [];
    private IReadOnlyList<Global>? _globals;
    private bool _isTried;

    [Inject]
    internal ServerLink Server { get; set; } = null!;

    [Inject]
    internal Workspace Workspace { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Workspace.Ran -= OnRan;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Workspace.Ran += OnRan;
        return LookAsync();
    }

    private static string Count(Global table) => string.Create(CultureInfo.InvariantCulture, $"{table.Rows:N0}");

    private static string Select(string table) => $"(select {{from: {table}}})";

    private void OnRan() => InvokeAsync(async () =>
    {
        await LookAsync();
        StateHasChanged();
    });

    private async Task LookAsync()
    {
        _globals = await Server.GetGlobalsAsync();
        _isTried = true;
        foreach (var table in _columns.Keys.ToArray())
            _columns[table] = await Server.GetColumnsAsync(table);
    }

    private async Task ShowColumnsAsync(string table) => _columns[table] = await Server.GetColumnsAsync(table);
}
