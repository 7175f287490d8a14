using Microsoft.Playwright;

namespace Rayforce.Console.Tests;

/// <summary>The browser of the machine, without a window; where there is none, the tests that need it are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } path)
            return;
        _playwright = await Playwright.CreateAsync();
        // In containers there is neither a sandbox to be had nor much shared memory.
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Starts a server with the console, and opens its page.</summary>
    /// <param name="arguments">What the server is started with besides.</param>
    public async Task<ConsolePage> OpenAsync(params string[] arguments)
    {
        Skip.If(_browser is null, $"There is no Chromium: {string.Join(", ", Places)}.");
        var server = await ConsoleServer.StartAsync(arguments);
        try
        {
            return await ConsolePage.OpenAsync(_browser!, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
