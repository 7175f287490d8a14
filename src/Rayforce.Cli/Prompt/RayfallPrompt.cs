using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Rayforce.Cli.Sessions;
using Spectre.Console;

namespace Rayforce.Cli.Prompt;

/// <summary>Somebody at a terminal, and a session that evaluates what he types.</summary>
/// <param name="console">The terminal.</param>
/// <param name="session">The session.</param>
/// <param name="history">What was typed before.</param>
internal sealed class RayfallPrompt(IAnsiConsole console, ISession session, History history)
{
    private const string Help =
        """
        \h            this help                    Tab           completes a name
        \t            times on or off              Ctrl-R        searches what was typed before
        \t EXPRESSION its time                     Alt-Enter     a new line; Enter gives one while brackets are open
        \e EXPRESSION how it is evaluated          Ctrl-C        gives up what is typed, or what is evaluated
        \q            leaves, as Ctrl-D does       Ctrl-L        clears the screen
        """;

    private readonly LineEditor _editor = new(console, history, new Completer(
        async (source, cancellationToken) => (await session.EvaluateAsync(source, cancellationToken)).Value).CompleteAsync);
    private readonly ResultView _results = new(console);
    private CancellationTokenSource? _request;
    private bool _times;

    /// <summary>Reads and evaluates until somebody leaves.</summary>
    /// <param name="takesInterrupt">Told whether Ctrl-C is a key that is read now, or a signal.</param>
    /// <param name="cancellationToken">Ends it after the next input.</param>
    public async Task RunAsync(Action<bool> takesInterrupt, CancellationToken cancellationToken)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // One that comes between two requests ends neither of them, nor the program.
            signal.Cancel = true;
            Volatile.Read(ref _request)?.Cancel();
        });
        Say($"Rayfall on {session.Name}. \\h helps, \\q leaves.");
        while (!cancellationToken.IsCancellationRequested)
        {
            takesInterrupt(true);
            var text = await _editor.ReadAsync("> ", cancellationToken);
            takesInterrupt(false);
            if (text is null || text.Trim() == "\\q")
                return;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            history.Add(text);
            await TakeAsync(text, cancellationToken);
        }
    }

    private async Task TakeAsync(string text, CancellationToken cancellationToken)
    {
        // Not disposed of: a signal may still hold it.
        var request = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Volatile.Write(ref _request, request);
        try
        {
            await ObeyAsync(text, request.Token);
        }
        catch (OperationCanceledException)
        {
            Say("Given up.");
        }
        catch (RayforceException exception)
        {
            Complain(exception.Message);
        }
        finally
        {
            Volatile.Write(ref _request, null);
        }
    }

    private Task ObeyAsync(string text, CancellationToken cancellationToken)
    {
        if (!text.StartsWith('\\'))
            return EvaluateAsync(text, _times, cancellationToken);
        var blank = text.IndexOfAny([' ', '\n']);
        var (command, rest) = blank < 0 ? (text, "") : (text[..blank], text[(blank + 1)..].Trim());
        switch (command)
        {
            case "\\t" when rest.Length > 0:
                return EvaluateAsync(rest, isTimed: true, cancellationToken);
            case "\\t":
                _times = !_times;
                Say(_times ? "Times are shown." : "Times are not shown any more.");
                break;
            case "\\e" when rest.Length > 0:
                return ExplainAsync(rest, cancellationToken);
            case "\\h":
                Say(Help);
                break;
            default:
                Complain($"There is no {command} like that: \\h lists what there is.");
                break;
        }

        return Task.CompletedTask;
    }

    private async Task EvaluateAsync(string source, bool isTimed, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var (value, printed) = await session.EvaluateAsync(source, cancellationToken);
        var time = watch.Elapsed;
        console.Profile.Out.Writer.Write(Printable.Lines(printed));
        _results.Show(value);
        if (isTimed)
            Say(string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.000} ms"));
    }

    private async Task ExplainAsync(string source, CancellationToken cancellationToken)
    {
        if (await session.ExplainAsync(source, cancellationToken) is { } plan)
            console.Profile.Out.Writer.Write(Printable.Lines(plan));
        else
            Complain($"{session.Name} does not say how it evaluates: a server with the embedded engine does, over a WebSocket.");
    }

    private void Say(string text) => console.Write(new Paragraph($"{text}\n", new Style(Color.Grey)));

    private void Complain(string text) => console.Write(new Paragraph($"{Printable.Lines(text)}\n", new Style(Color.Red)));
}
