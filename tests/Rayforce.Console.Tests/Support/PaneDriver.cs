using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rayforce.Console.Tests;

/// <summary>Uses a pane as somebody at the page does.</summary>
public sealed class PaneDriver(IPage page, ILocator pane)
{
    public ILocator Root => pane;

    public ILocator Editor => pane.Locator(".cm-content");

    public ILocator Grid => pane.GetByRole(AriaRole.Grid);

    public ILocator Status => pane.GetByRole(AriaRole.Status);

    public ILocator Fault => pane.Locator(".fault");

    /// <summary>Puts a source into the editor, all at once.</summary>
    public async Task WriteAsync(string source)
    {
        await Editor.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.InsertTextAsync(source);
    }

    /// <summary>Runs a source by the keyboard.</summary>
    public async Task RunAsync(string source)
    {
        await WriteAsync(source);
        await page.Keyboard.PressAsync("Control+Enter");
    }

    public Task ChooseAsync(string what, string value) => pane.GetByLabel(what, new() { Exact = true }).SelectOptionAsync(value);

    public ILocator Button(string name) => pane.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The cells of a row, as far as they are seen.</summary>
    public ILocator CellsOf(int row) => pane.Locator($"[role=row][aria-rowindex='{row + 2}'] [role=gridcell]");

    public Task ExpectRowsAsync(string count) => Expect(Status).ToContainTextAsync($"{count} row");
}
