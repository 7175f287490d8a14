using Spectre.Console;

namespace Rayforce.Cli.Prompt;

/// <summary>
/// Reads what somebody types at a terminal: with keys as readline has them, history, completion, and further lines while
/// brackets are open.
/// </summary>
/// <param name="console">The terminal.</param>
/// <param name="history">What was typed before.</param>
/// <param name="complete">Gives the names that may stand at a place of a text.</param>
internal sealed class LineEditor(
    IAnsiConsole console, History history, Func<string, int, CancellationToken, Task<Completion>> complete)
{
    private readonly EditBuffer _buffer = new();
    private readonly EditorView _view = new(console);
    private string _killed = "";

    /// <summary>Reads one input.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="cancellationToken">Ends completion.</param>
    /// <returns>The text, empty where it was given up; null at the end.</returns>
    public async Task<string?> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        _buffer.Set("");
        var at = history.Entries.Count;
        var begun = "";
        while (true)
        {
            // What is pasted is drawn when it is whole.
            if (!console.Input.IsKeyAvailable())
                _view.Draw(prompt, _buffer.Text, _buffer.Cursor);
            if (console.Input.ReadKey(intercept: true) is not { } key)
                return null;
            switch (Read(key))
            {
                case EditKey.Submit when !RayfallTokens.IsOpen(_buffer.Text) || _buffer.Text.StartsWith('\\'):
                    _view.Draw(prompt, _buffer.Text, _buffer.Text.Length);
                    _view.Leave();
                    return _buffer.Text;
                case EditKey.Submit or EditKey.NewLine:
                    _buffer.Insert("\n");
                    break;
                case EditKey.GiveUp:
                    _view.Leave();
                    return "";
                case EditKey.DeleteOrEnd when _buffer.Text.Length == 0:
                    _view.Leave();
                    return null;
                case EditKey.Up when !_buffer.IsInFirstLine:
                    _buffer.MoveUp();
                    break;
                case EditKey.Up when at > 0:
                    if (at == history.Entries.Count)
                        begun = _buffer.Text;
                    _buffer.Set(history.Entries[--at]);
                    break;
                case EditKey.Down when !_buffer.IsInLastLine:
                    _buffer.MoveDown();
                    break;
                case EditKey.Down when at < history.Entries.Count:
                    _buffer.Set(++at == history.Entries.Count ? begun : history.Entries[at]);
                    break;
                case EditKey.Search:
                    Search();
                    break;
                case EditKey.Complete:
                    await CompleteAsync(cancellationToken);
                    break;
                case EditKey.Clear:
                    console.Clear(home: true);
                    break;
                case EditKey.Type when !char.IsControl(key.KeyChar):
                    _buffer.Insert(key.KeyChar.ToString());
                    break;
                case var edit:
                    Edit(edit);
                    break;
            }
        }
    }

    private void Edit(EditKey edit)
    {
        switch (edit)
        {
            case EditKey.Left:
                _buffer.MoveTo(_buffer.Left());
                break;
            case EditKey.Right:
                _buffer.MoveTo(_buffer.Right());
                break;
            case EditKey.WordLeft:
                _buffer.MoveTo(_buffer.WordLeft());
                break;
            case EditKey.WordRight:
                _buffer.MoveTo(_buffer.WordRight());
                break;
            case EditKey.Start:
                _buffer.MoveTo(_buffer.LineStart());
                break;
            case EditKey.End:
                _buffer.MoveTo(_buffer.LineEnd());
                break;
            case EditKey.Back:
                _buffer.Delete(_buffer.Left(), _buffer.Cursor);
                break;
            case EditKey.Delete or EditKey.DeleteOrEnd:
                _buffer.Delete(_buffer.Cursor, _buffer.Right());
                break;
            case EditKey.KillWordLeft:
                Kill(_buffer.WordLeft());
                break;
            case EditKey.KillToStart:
                Kill(_buffer.LineStart());
                break;
            case EditKey.KillToEnd:
                Kill(_buffer.LineEnd());
                break;
            case EditKey.Yank:
                _buffer.Insert(_killed);
                break;
        }
    }

    private void Kill(int place)
    {
        var (start, end) = (Math.Min(place, _buffer.Cursor), Math.Max(place, _buffer.Cursor));
        _killed = _buffer.Text[start..end];
        _buffer.Delete(start, end);
    }

    /// <summary>Goes back to the last entry that has what is typed in it.</summary>
    private void Search()
    {
        var (before, sought, from) = (_buffer.Text, "", history.Entries.Count - 1);
        while (true)
        {
            var found = from;
            while (found >= 0 && !history.Entries[found].Contains(sought, StringComparison.OrdinalIgnoreCase))
                found--;
            if (found >= 0 && sought.Length > 0)
                _buffer.Set(history.Entries[found]);
            _view.Draw($"search '{Printable.OnOneLine(sought)}'{(found < 0 ? " (none)" : "")}: ", _buffer.Text, _buffer.Cursor);
            if (console.Input.ReadKey(intercept: true) is not { } key)
                return;
            switch (Read(key))
            {
                case EditKey.Search when found > 0:
                    from = found - 1;
                    break;
                case EditKey.Search:
                    break;
                case EditKey.Back:
                    sought = sought.Length > 0 ? sought[..^1] : sought;
                    from = history.Entries.Count - 1;
                    break;
                case EditKey.Type when !char.IsControl(key.KeyChar):
                    sought += key.KeyChar;
                    break;
                case EditKey.GiveUp:
                    _buffer.Set(before);
                    return;
                default:
                    return;
            }
        }
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var (start, names) = await complete(_buffer.Text, _buffer.Cursor, cancellationToken);
        if (names.Count == 0)
            return;
        var common = names[0];
        foreach (var name in names)
            common = common[..common.AsSpan().CommonPrefixLength(name)];
        if (common.Length > _buffer.Cursor - start || names.Count == 1)
        {
            _buffer.Replace(start, common);
            return;
        }

        _view.Leave();
        console.Write(new Columns(names.Select(static name => new Paragraph(Printable.OnOneLine(name)))) { Expand = false });
    }

    private static EditKey Read(ConsoleKeyInfo key)
    {
        var isControl = (key.Modifiers & ConsoleModifiers.Control) != 0;
        var isAlt = (key.Modifiers & ConsoleModifiers.Alt) != 0;
        return (key.Key, isControl, isAlt) switch
        {
            (ConsoleKey.Enter, _, true) or (ConsoleKey.J, true, _) => EditKey.NewLine,
            (ConsoleKey.Enter, _, _) => EditKey.Submit,
            (ConsoleKey.C, true, _) or (ConsoleKey.G, true, _) => EditKey.GiveUp,
            (ConsoleKey.D, true, _) => EditKey.DeleteOrEnd,
            (ConsoleKey.LeftArrow, true, _) or (ConsoleKey.LeftArrow, _, true) or (ConsoleKey.B, _, true) => EditKey.WordLeft,
            (ConsoleKey.RightArrow, true, _) or (ConsoleKey.RightArrow, _, true) or (ConsoleKey.F, _, true) => EditKey.WordRight,
            (ConsoleKey.LeftArrow, _, _) or (ConsoleKey.B, true, _) => EditKey.Left,
            (ConsoleKey.RightArrow, _, _) or (ConsoleKey.F, true, _) => EditKey.Right,
            (ConsoleKey.UpArrow, _, _) or (ConsoleKey.P, true, _) => EditKey.Up,
            (ConsoleKey.DownArrow, _, _) or (ConsoleKey.N, true, _) => EditKey.Down,
            (ConsoleKey.Home, _, _) or (ConsoleKey.A, true, _) => EditKey.Start,
            (ConsoleKey.End, _, _) or (ConsoleKey.E, true, _) => EditKey.End,
            (ConsoleKey.Backspace, _, true) or (ConsoleKey.W, true, _) => EditKey.KillWordLeft,
            (ConsoleKey.Backspace, _, _) or (ConsoleKey.H, true, _) => EditKey.Back,
            (ConsoleKey.Delete, _, _) => EditKey.Delete,
            (ConsoleKey.U, true, _) => EditKey.KillToStart,
            (ConsoleKey.K, true, _) => EditKey.KillToEnd,
            (ConsoleKey.Y, true, _) => EditKey.Yank,
            (ConsoleKey.R, true, _) => EditKey.Search,
            (ConsoleKey.L, true, _) => EditKey.Clear,
            (ConsoleKey.Tab, _, _) => EditKey.Complete,
            _ => EditKey.Type,
        };
    }
}
