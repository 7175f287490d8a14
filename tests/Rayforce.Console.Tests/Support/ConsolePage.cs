using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;

namespace Rayforce.Console.Tests;

/// <summary>The page in a browser that knows nothing of it yet, with its server.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private static readonly string Images = typeof(ConsolePage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == nameof(Images)).Value!;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private ConsolePage(IBrowserContext context, IPage page, ConsoleServer server)
    {
        _context = context;
        Page = page;
        Server = server;
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Enqueue(message.Text);
        };
    }

    public ConsoleServer Server { get; }

    public IPage Page { get; }

    /// <summary>What the browser has complained of: exceptions, and what the policy of the page forbids.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public ILocator Panes => Page.Locator(".pane");

    public static async Task<ConsolePage> OpenAsync(IBrowser browser, ConsoleServer server)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });
        // The first load compiles the page on a machine that may be busy.
        context.SetDefaultTimeout(120_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        var page = new ConsolePage(context, await context.NewPageAsync(), server);
        await page.Page.GotoAsync(server.Address.AbsoluteUri);
        return page;
    }

    /// <summary>A pane, by its place.</summary>
    public PaneDriver PaneAt(int place = 0) => new(Page, Panes.Nth(place));

    /// <summary>Keeps what is seen as a picture of the documentation, where that is wanted.</summary>
    public async Task DrawAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("RAYFORCE_WRITE_DOCS") is { Length: > 0 })
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Images, name) });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Server.DisposeAsync();
    }
}
