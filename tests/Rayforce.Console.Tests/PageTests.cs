using System.Diagnostics;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Rayforce.Console.Tests;

/// <summary>The page of <c>rayforce serve --console</c> as a person uses it.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class PageTests(Chromium chromium, ITestOutputHelper output)
{
    private const string Prices =
        "(do (set prices (table [time sym price qty] (list " +
        "[2024.01.02D09:30:00.000000000 2024.01.02D09:31:00.000000000 2024.01.02D09:32:00.000000000] [AAPL MSFT AAPL] " +
        "[187.5 0Nf 188.25] [20 5 0N]))) prices)";

    [SkippableFact]
    public async Task The_first_answer_comes()
    {
        await using var page = await chromium.OpenAsync();
        await page.PaneAt().RunAsync("(+ 1 2)");
        await Expect(page.PaneAt().Root.GetByLabel("Result")).ToHaveTextAsync("3");

        // Again, in a browser that has the files and compiles them anew: from the address to the answer.
        var watch = Stopwatch.StartNew();
        await page.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.Commit });
        await page.PaneAt().Button("Run").ClickAsync();
        await Expect(page.PaneAt().Root.GetByLabel("Result")).ToHaveTextAsync("3");
        output.WriteLine($"From the address to the first answer: {watch.ElapsedMilliseconds} ms.");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task A_million_rows_scroll_to_their_end()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync("(table [n half] (list (til 1000000) (/ (til 1000000) 2)))");
        await pane.ExpectRowsAsync("1,000,000");
        output.WriteLine($"From the request to the columns: {await pane.Status.TextContentAsync()}.");
        await Expect(pane.Grid).ToHaveAttributeAsync("aria-rowcount", "1000001");

        await pane.Grid.FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await Expect(pane.CellsOf(999_999)).ToHaveTextAsync(["999999", "499999.5"]);
        await page.Page.Keyboard.PressAsync("Home");
        await Expect(pane.CellsOf(0)).ToHaveTextAsync(["0", "0.0"]);

        // The scroll bar knows the way, too, and a turn of the wheel moves by rows, however many there are.
        await pane.Grid.EvaluateAsync("grid => { grid.scrollTop = grid.scrollHeight; }");
        await Expect(pane.CellsOf(999_999)).ToHaveTextAsync(["999999", "499999.5"]);
        await page.Page.Keyboard.PressAsync("Home");
        await pane.Grid.HoverAsync();
        await page.Page.Mouse.WheelAsync(0, 24 * 7);
        await Expect(pane.Root.Locator(".grid-row").First).ToHaveAttributeAsync("aria-rowindex", "9");
        Assert.InRange(await pane.Root.Locator(".grid-row").CountAsync(), 1, 60);
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task Nulls_are_seen_and_no_cell_is_taken_for_one()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync("""(table [n s t] (list [1 0N] [a null] ["null" ""]))""");
        await pane.ExpectRowsAsync("2");

        await Expect(pane.CellsOf(0)).ToHaveTextAsync(["1", "a", "null"]);
        await Expect(pane.CellsOf(0).Nth(2)).Not.ToHaveClassAsync("grid-cell null");
        await Expect(pane.CellsOf(1).Nth(0)).ToHaveClassAsync("grid-cell null");
        await Expect(pane.CellsOf(1).Nth(2)).ToHaveClassAsync("grid-cell null");
        Assert.Empty(page.Faults);
    }

    [SkippableTheory]
    [InlineData("(do\n  (set a 1)\n  (undefined_fn a))", "undefined_fn", "undefined")]
    [InlineData("(do 1\n  (+ 1 2", "(do 1", "never closed")]
    public async Task The_place_of_an_error_is_marked(string source, string begins, string says)
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.WriteAsync("");
        await page.Page.Keyboard.InsertTextAsync(source);
        await page.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(pane.Fault).ToContainTextAsync(says);
        var mark = pane.Root.Locator(".rf-fault");
        Assert.StartsWith(await mark.First.TextContentAsync() ?? "-", begins, StringComparison.Ordinal);
        await page.DrawAsync("console-error.png");

        await pane.Editor.ClickAsync();
        await page.Page.Keyboard.InsertTextAsync(" ");
        await Expect(mark).ToHaveCountAsync(0);
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task What_is_evaluated_is_stopped()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync("(while true null)");
        await pane.Button("Stop").ClickAsync();
        await Expect(pane.Status).ToHaveTextAsync("stopped");

        await pane.RunAsync("(+ 1 2)");
        await Expect(pane.Root.GetByLabel("Result")).ToHaveTextAsync("3");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task What_is_printed_is_shown()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync("""(do (println "hi") 7)""");
        await Expect(pane.Root.GetByLabel("Printed")).ToHaveTextAsync("hi\n");
        await Expect(pane.Root.GetByLabel("Result")).ToHaveTextAsync("7");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task A_password_is_asked_for()
    {
        await using var page = await chromium.OpenAsync("--password", "s3:cret");
        var password = page.Page.GetByLabel("Password");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wants a password");
        await Expect(password).ToBeFocusedAsync();

        await password.FillAsync("wrong");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is the password right?");

        await password.FillAsync("s3:cret");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.PaneAt().RunAsync("(+ 1 2)");
        await Expect(page.PaneAt().Root.GetByLabel("Result")).ToHaveTextAsync("3");
    }

    [SkippableFact]
    public async Task A_topic_is_followed()
    {
        await using var page = await chromium.OpenAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "New pane" }).ClickAsync();
        var (asking, following) = (page.PaneAt(0), page.PaneAt(1));
        await following.ChooseAsync("When", "topic");
        await following.RunAsync("px");
        await Expect(following.Status).ToContainTextAsync("waiting");

        // What is published before somebody has subscribed counts for nothing.
        await asking.ChooseAsync("When", "1");
        await asking.RunAsync("""(.mc.pub "px" (table [sym price] (list [AAPL] [187.5])))""");
        await Expect(following.CellsOf(0)).ToHaveTextAsync(["1", "AAPL", "187.5"]);
        await asking.Button("Stop").ClickAsync();
        await asking.ChooseAsync("When", "once");
        await asking.RunAsync("""(.mc.pub "px" (table [sym price] (list [MSFT AAPL] [402.1 188.0])))""");
        await Expect(following.Root.Locator(".grid-row").Last).ToContainTextAsync("AAPL188.0");
        await Expect(following.Root.Locator(".grid-row").Filter(new() { HasText = "MSFT402.1" })).ToHaveCountAsync(1);
        await Expect(following.Status).ToContainTextAsync("publications");

        await following.Button("Stop").ClickAsync();
        await Expect(following.Status).ToHaveTextAsync("stopped");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task A_query_is_asked_again_and_again()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync("(set n 0)");
        await Expect(pane.Root.GetByLabel("Result")).ToHaveTextAsync("0");
        await pane.ChooseAsync("When", "1");
        await pane.RunAsync("(set n (+ n 1))");
        await Expect(pane.Root.GetByLabel("Result")).ToHaveTextAsync("3");
        await pane.Button("Stop").ClickAsync();
        await Expect(pane.Button("Run")).ToBeVisibleAsync();
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task A_result_is_downloaded_as_CSV()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync(Prices);
        await pane.ExpectRowsAsync("3");
        var download = await page.Page.RunAndWaitForDownloadAsync(() => pane.Button("CSV").ClickAsync());

        Assert.Equal("Query.csv", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Equal(
            """
            time,sym,price,qty
            2024-01-02T09:30:00.000000000,AAPL,187.5,20
            2024-01-02T09:31:00.000000000,MSFT,,5
            2024-01-02T09:32:00.000000000,AAPL,188.25,

            """.ReplaceLineEndings("\n"),
            (await reader.ReadToEndAsync()).ReplaceLineEndings("\n"));
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task A_large_result_is_downloaded_whole()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync("(table [n] (list (til 50001)))");
        await pane.ExpectRowsAsync("50,001");
        var download = await page.Page.RunAndWaitForDownloadAsync(() => pane.Button("CSV").ClickAsync());

        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["n", .. Enumerable.Range(0, 50_001).Select(static n => $"{n}")], lines);
    }

    [SkippableFact]
    public async Task A_chart_is_drawn_over_time_over_categories_and_over_rows()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.ChooseAsync("View", "chart");
        await pane.RunAsync(Prices);
        await Expect(pane.Root.Locator("[role=img]")).ToHaveAttributeAsync("aria-label", "price, qty over time");
        await Expect(pane.Root.Locator(".chart canvas")).ToBeVisibleAsync();

        await pane.ChooseAsync("Axis", "sym");
        await Expect(pane.Root.Locator("[role=img]")).ToHaveAttributeAsync("aria-label", "price, qty over sym");
        await pane.Root.GetByRole(AriaRole.Checkbox, new() { Name = "qty" }).UncheckAsync();
        await Expect(pane.Root.Locator("[role=img]")).ToHaveAttributeAsync("aria-label", "price over sym");
        await pane.ChooseAsync("Axis", "");
        await Expect(pane.Root.Locator("[role=img]")).ToHaveAttributeAsync("aria-label", "price over row");
        Assert.Empty(page.Faults);
    }

    [SkippableTheory]
    [InlineData("dark", "rgb(20, 25, 23)")]
    [InlineData("light", "rgb(243, 245, 243)")]
    public async Task The_page_is_dark_or_light_as_the_system_is_or_as_was_chosen(string theme, string colour)
    {
        await using var page = await chromium.OpenAsync();
        var body = page.Page.Locator("body");
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions
        {
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        await Expect(body).ToHaveCSSAsync("background-color", colour);

        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions
        {
            ColorScheme = theme == "dark" ? ColorScheme.Light : ColorScheme.Dark,
        });
        await page.Page.GetByLabel("Colours").SelectOptionAsync(theme);
        await Expect(body).ToHaveCSSAsync("background-color", colour);
        await page.Page.ReloadAsync();
        await Expect(page.Page.GetByLabel("Colours")).ToHaveValueAsync(theme);
        await Expect(body).ToHaveCSSAsync("background-color", colour);
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task Names_are_completed_builtins_globals_and_columns()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync(Prices);
        await pane.ExpectRowsAsync("3");
        await pane.WriteAsync("");
        await page.Page.Keyboard.TypeAsync("(select {from: prices where: (> pri");
        var options = pane.Root.Locator(".cm-tooltip-autocomplete [role=option]");
        await Expect(options).ToHaveCountAsync(5);
        var names = await options.AllTextContentsAsync();
        Assert.Equal(["price", "prices", "print", "println", "prior"], names.Order(StringComparer.Ordinal));
        await options.GetByText("price", new() { Exact = true }).ClickAsync();
        await Expect(pane.Editor).ToContainTextAsync("(> price");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task Source_is_coloured()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.WriteAsync("(sum [1 2]) ; all");
        await Expect(pane.Root.Locator(".rf-head")).ToHaveTextAsync("sum");
        await Expect(pane.Root.Locator(".rf-number")).ToHaveTextAsync(["1", "2"]);
        await Expect(pane.Root.Locator(".rf-comment")).ToHaveTextAsync("; all");
    }

    [SkippableFact]
    public async Task Tables_and_globals_are_listed_beside_the_panes()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync(Prices);
        await pane.RunAsync("(do (set limit 10) (set twice (fn [x] (* 2 x))) null)");
        var side = page.Page.GetByRole(AriaRole.Navigation);
        await Expect(side.GetByRole(AriaRole.Button, new() { Name = "limit i64", Exact = true })).ToBeVisibleAsync();
        await Expect(side.GetByRole(AriaRole.Button, new() { Name = "twice function", Exact = true })).ToBeVisibleAsync();
        var table = side.Locator("details");
        await Expect(table).ToContainTextAsync("prices 3");
        await table.Locator("summary").ClickAsync();
        await Expect(table.Locator(".column")).ToHaveTextAsync(["time TIMESTAMP", "sym SYM", "price F64", "qty I64"]);

        await table.GetByRole(AriaRole.Button, new() { Name = "select" }).ClickAsync();
        await Expect(pane.Editor).ToHaveTextAsync("(select {from: prices})");
        await page.Page.Keyboard.PressAsync("Control+Enter");
        await pane.ExpectRowsAsync("3");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task What_was_run_before_comes_back()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync("(+ 1 1)");
        await Expect(pane.Root.GetByLabel("Result")).ToHaveTextAsync("2");
        await pane.RunAsync("(+ 2 2)");
        await Expect(pane.Root.GetByLabel("Result")).ToHaveTextAsync("4");
        await page.Page.ReloadAsync();
        await pane.WriteAsync("(+ 3");
        await page.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(pane.Editor).ToHaveTextAsync("(+ 2 2)");
        await page.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(pane.Editor).ToHaveTextAsync("(+ 1 1)");
        await page.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await page.Page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(pane.Editor).ToHaveTextAsync("(+ 3");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task Arranged_panes_survive_a_reload_and_run_nothing_by_themselves()
    {
        await using var page = await chromium.OpenAsync();
        await ArrangeAsync(page);
        await page.Page.ReloadAsync();

        await ExpectArrangedAsync(page);
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task Panes_are_shared_by_a_link()
    {
        await using var page = await chromium.OpenAsync();
        await ArrangeAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Link" }).ClickAsync();
        var link = await page.Page.GetByLabel("Link to these panes").InputValueAsync();

        await page.Page.EvaluateAsync("localStorage.clear()");
        await page.Page.GotoAsync("about:blank");
        await page.Page.GotoAsync(link);
        await ExpectArrangedAsync(page);
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task Panes_are_saved_to_a_file_and_opened_from_it()
    {
        await using var page = await chromium.OpenAsync();
        await ArrangeAsync(page);
        var download = await page.Page.RunAndWaitForDownloadAsync(
            () => page.Page.GetByRole(AriaRole.Button, new() { Name = "Save panes" }).ClickAsync());
        var file = await download.PathAsync();

        await page.PaneAt().Button("Close").ClickAsync();
        await page.PaneAt().Button("Close").ClickAsync();
        await Expect(page.Panes).ToHaveCountAsync(1);
        var chooser = await page.Page.RunAndWaitForFileChooserAsync(
            () => page.Page.GetByRole(AriaRole.Button, new() { Name = "Open panes" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload
        {
            Name = "panes.json",
            MimeType = "application/json",
            Buffer = await File.ReadAllBytesAsync(file),
        });
        await ExpectArrangedAsync(page);
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task Pictures_of_the_documentation_show_what_there_is()
    {
        await using var page = await chromium.OpenAsync();
        var pane = page.PaneAt();
        await pane.RunAsync(
            """
            (do (set n (til 1000000))
                (set trades (table [time sym price qty]
                  (list (+ 2024.01.02D09:30:00.000000000 (* 1000000 n)) (at [AAPL MSFT NVDA] (% n 3))
                        (+ (+ 190 (* 6 (sin (/ n 90000)))) (/ (% (* n 7919) 1013) 500)) (+ 1 (% (* n 31) 97)))))
                trades)
            """);
        await pane.ExpectRowsAsync("1,000,000");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "New pane" }).ClickAsync();
        var chart = page.PaneAt(1);
        await chart.ChooseAsync("View", "chart");
        await chart.RunAsync("(select {from: trades by: {minute: (xbar time 60000000000)} price: (avg price) high: (max price)})");
        await Expect(chart.Root.Locator(".chart canvas")).ToBeVisibleAsync();
        await pane.Button("Whole width").ClickAsync();
        await page.DrawAsync("console-light.png");
        await page.Page.GetByLabel("Colours").SelectOptionAsync("dark");
        await Expect(page.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(20, 25, 23)");
        await page.DrawAsync("console-dark.png");
        Assert.Empty(page.Faults);
    }

    /// <summary>Two panes: a wide chart that is asked again and again, and before it a table.</summary>
    private static async Task ArrangeAsync(ConsolePage page)
    {
        await page.PaneAt().WriteAsync("(+ 1 2)");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "New pane" }).ClickAsync();
        var second = page.PaneAt(1);
        await second.WriteAsync("(table [n] (list (til 5)))");
        await second.ChooseAsync("View", "chart");
        await second.ChooseAsync("When", "5");
        await second.Root.GetByLabel("Title").FillAsync("Numbers");
        await second.Button("Move before").ClickAsync();
        await page.PaneAt().Button("Whole width").ClickAsync();
        await Expect(page.PaneAt().Button("Whole width")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static async Task ExpectArrangedAsync(ConsolePage page)
    {
        await Expect(page.Panes).ToHaveCountAsync(2);
        var first = page.PaneAt();
        await Expect(first.Root.GetByLabel("Title")).ToHaveValueAsync("Numbers");
        await Expect(first.Editor).ToHaveTextAsync("(table [n] (list (til 5)))");
        await Expect(first.Root.GetByLabel("View")).ToHaveValueAsync("chart");
        await Expect(first.Root.GetByLabel("When")).ToHaveValueAsync("5");
        await Expect(first.Button("Whole width")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(first.Button("Run")).ToBeVisibleAsync();
        await Expect(page.PaneAt(1).Editor).ToHaveTextAsync("(+ 1 2)");
    }
}
