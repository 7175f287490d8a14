using Rayforce.Cli.Prompt;
using Rayforce.Display;
using Spectre.Console.Testing;

namespace Rayforce.Cli.Tests;

/// <summary>Every key of the line editor.</summary>
public sealed class LineEditorTests : IDisposable
{
    private readonly TestConsole _console = new TestConsole().Interactive().Width(40);

    public void Dispose() => _console.Dispose();

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abc{Left}{Left}x", "axbc")]
    [InlineData("abc{Left}{Right}x", "abcx")]
    [InlineData("abc{Home}x", "xabc")]
    [InlineData("abc{Home}{End}x", "abcx")]
    [InlineData("abc{^A}x", "xabc")]
    [InlineData("abc{^A}{^E}x", "abcx")]
    [InlineData("abc{^B}x", "abxc")]
    [InlineData("abc{^A}{^F}x", "axbc")]
    [InlineData("abc{Backspace}x", "abx")]
    [InlineData("abc{^H}x", "abx")]
    [InlineData("abc{Home}{Delete}x", "xbc")]
    [InlineData("abc{Home}{^D}x", "xbc")]
    [InlineData("ab cd{^W}x", "ab x")]
    [InlineData("ab cd{!Backspace}x", "ab x")]
    [InlineData("ab cd{^U}x", "x")]
    [InlineData("ab cd{Home}{^K}x", "x")]
    [InlineData("ab cd{^W}{Home}{^Y}", "cdab ")]
    [InlineData("ab cd{^LeftArrow}x", "ab xcd")]
    [InlineData("ab cd{Home}{^RightArrow}x", "abx cd")]
    [InlineData("ab cd{!B}x", "ab xcd")]
    [InlineData("ab cd{Home}{!F}x", "abx cd")]
    [InlineData("ab{^L}c", "abc")]
    [InlineData("ab{^C}", "")]
    [InlineData("ab{^G}", "")]
    [InlineData("👩‍👩‍👧x{Left}{Backspace}", "x")]
    [InlineData("日本{Left}x", "日x本")]
    [InlineData("(a{Enter}b)", "(a\nb)")]
    [InlineData("a{!Enter}b", "a\nb")]
    [InlineData("\"a{Enter}b\"", "\"a\nb\"")]
    [InlineData("(a{Enter}bc{UpArrow}x{DownArrow}y)", "(ax\nbcy)")]
    [InlineData("{Left}{Right}{Backspace}{Delete}{^W}{^U}{^K}{^Y}a", "a")]
    public async Task Keys_do_what_readline_does(string keys, string text)
    {
        Type(keys);

        Assert.Equal(text, await Editor([]).ReadAsync("> ", default));
    }

    [Fact]
    public async Task Control_D_in_an_empty_text_is_the_end()
    {
        Type("a{Backspace}{^D}");

        Assert.Null(await Editor([]).ReadAsync("> ", default));
    }

    [Theory]
    [InlineData("{UpArrow}", "two")]
    [InlineData("{UpArrow}{UpArrow}", "one")]
    [InlineData("{UpArrow}{UpArrow}{UpArrow}", "one")]
    [InlineData("begun{UpArrow}{UpArrow}{DownArrow}", "two")]
    [InlineData("begun{UpArrow}{DownArrow}", "begun")]
    [InlineData("{^P}{^P}{^N}x", "twox")]
    [InlineData("{^R}on{Enter}", "one")]
    [InlineData("{^R}o{^R}{Enter}", "one")]
    [InlineData("{^R}zz{Backspace}{Backspace}tw{Enter}", "two")]
    [InlineData("begun{^R}on{^G}", "begun")]
    public async Task What_was_typed_before_comes_again(string keys, string text)
    {
        Type(keys);

        Assert.Equal(text, await Editor([], "one", "two").ReadAsync("> ", default));
    }

    [Theory]
    [InlineData("(s{Tab}", "(sum")]
    [InlineData("(x{Tab}", "(x")]
    public async Task A_name_is_completed_as_far_as_it_is_clear(string keys, string text)
    {
        Type(keys + ")");

        Assert.Equal(text + ")", await Editor(["sum", "sums"]).ReadAsync("> ", default));
        Assert.DoesNotContain("sums", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_listed_where_there_are_several()
    {
        Type("sum{Tab}s");

        Assert.Equal("sums", await Editor(["sum", "sums"]).ReadAsync("> ", default));
        Assert.Contains("sum sums", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_longer_than_the_terminal_is_shown_whole()
    {
        var text = new string('a', 100);
        Type(text);

        Assert.Equal(text, await Editor([]).ReadAsync("> ", default));
        Assert.All(_console.Lines, line => Assert.True(line.Length < 40));
    }

    private LineEditor Editor(string[] names, params string[] before)
    {
        var history = new History(path: null);
        foreach (var entry in before)
            history.Add(entry);
        return new LineEditor(_console, history, (text, cursor, _) =>
        {
            var start = RayfallTokens.FindName(text, cursor);
            return Task.FromResult(new Completion(
                start, [.. names.Where(name => name.StartsWith(text[start..cursor], StringComparison.Ordinal))]));
        });
    }

    /// <summary>Types characters, and keys by name: ^ is Control, ! is Alt; then Enter.</summary>
    private void Type(string keys)
    {
        while (keys.Length > 0)
        {
            var end = keys[0] == '{' ? keys.IndexOf('}', StringComparison.Ordinal) : -1;
            if (end < 0)
            {
                Push(keys[0], default, default);
                keys = keys[1..];
                continue;
            }

            var name = keys[1..end];
            keys = keys[(end + 1)..];
            var modifiers = name[0] switch
            {
                '^' => ConsoleModifiers.Control,
                '!' => ConsoleModifiers.Alt,
                _ => default,
            };
            name = name.TrimStart('^', '!') switch
            {
                "Left" => nameof(ConsoleKey.LeftArrow),
                "Right" => nameof(ConsoleKey.RightArrow),
                var other => other,
            };
            Push('\0', Enum.Parse<ConsoleKey>(name), modifiers);
        }

        Push('\r', ConsoleKey.Enter, default);
    }

    private void Push(char character, ConsoleKey key, ConsoleModifiers modifiers) => _console.Input.PushKey(new ConsoleKeyInfo(
        character,
        key,
        shift: false,
        alt: (modifiers & ConsoleModifiers.Alt) != 0,
        control: (modifiers & ConsoleModifiers.Control) != 0));
}
