using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rayforce.Console.Browser;
using Rayforce.Console.Results;
using Rayforce.Console.Server;
using Rayforce.Display;

namespace Rayforce.Console.Panes;

/// <summary>A pane: an editor, and below it what came of what stands in it.</summary>
public sealed partial class PaneView
{
    /// <summary>Of a topic that many rows are shown, and with them the rest of the oldest publication.</summary>
    private const int TopicRows = 10_000;
    private const int MaxCharacters = 100_000;
    private const string PublicationColumn = "publication";

    /// <summary>What is published more often than this is shown together.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private readonly string _editorId = $"editor-{Guid.NewGuid():N}";
    private CancellationTokenSource? _stop;
    private ResultRows? _rows;
    private string? _text;
    private string? _fault;
    private string _output = "";
    private string _status = "";
    private string _draft = "";
    private int? _historyPlace;
    private bool _isSaving;
    private bool _isStale;

    /// <summary>What the pane asks and how it shows it.</summary>
    [Parameter]
    [EditorRequired]
    public Pane Pane { get; set; } = null!;

    [Inject]
    internal ServerLink Server { get; set; } = null!;

    [Inject]
    internal Workspace Workspace { get; set; } = null!;

    private string When => Pane.Mode switch
    {
        PaneMode.Repeat => Pane.Seconds.ToString(CultureInfo.InvariantCulture),
        PaneMode.Topic => "topic",
        _ => "once",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Workspace.Put -= OnPut;
        _stop?.Cancel();
        Editors.Remove(_editorId);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Workspace.Put += OnPut;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        Editors.Create(
            _editorId, Pane.Source, "Rayfall", "Rayfall, or the name of a topic; Ctrl-Enter runs it", Edit, Ask, Press);
        if (Workspace.Active == Pane)
            Editors.Focus(_editorId);
    }

    private void Edit(string text)
    {
        Pane.Source = text;
        if (_historyPlace is not null && Workspace.History[_historyPlace.Value] != text)
            _historyPlace = null;
    }

    private async void Ask(string text, int place, int number)
    {
        var completion = await Server.CompleteAsync(text, place);
        Editors.AnswerCompletion(number, completion.Start, [.. completion.Names]);
    }

    private void Press(string key) => InvokeAsync(async () =>
    {
        switch (key)
        {
            case "run":
                await StartAsync();
                break;
            case "older":
                Recall(-1);
                break;
            default:
                Recall(1);
                break;
        }
    });

    /// <summary>Goes through what was run before; behind the latest comes what was being typed.</summary>
    private void Recall(int by)
    {
        var history = Workspace.History;
        var place = (_historyPlace ?? history.Count) + by;
        if (place < 0 || place > history.Count)
            return;
        if (_historyPlace is null)
            _draft = Pane.Source;
        _historyPlace = place == history.Count ? null : place;
        Editors.SetText(_editorId, place == history.Count ? _draft : history[place]);
    }

    private void OnPut(Pane pane, string source)
    {
        if (pane != Pane)
            return;
        Editors.SetText(_editorId, source);
        Editors.Focus(_editorId);
    }

    private void Rename(ChangeEventArgs change)
    {
        Pane.Title = (string?)change.Value is { Length: > 0 } title ? title : "Query";
        Workspace.Save();
    }

    private void ChooseWhen(ChangeEventArgs change)
    {
        var when = (string?)change.Value;
        Pane.Mode = when switch
        {
            "once" => PaneMode.Once,
            "topic" => PaneMode.Topic,
            _ => PaneMode.Repeat,
        };
        if (Pane.Mode == PaneMode.Repeat)
            Pane.Seconds = int.Parse(when!, CultureInfo.InvariantCulture);
        Stop();
        Workspace.Save();
    }

    private void ChooseView(ChangeEventArgs change)
    {
        Pane.IsChart = (string?)change.Value == "chart";
        Workspace.Save();
    }

    private void ChooseChart((string Axis, IReadOnlyList<string> Series) chosen)
    {
        (Pane.Axis, Pane.Series) = (chosen.Axis, [.. chosen.Series]);
        Workspace.Save();
    }

    private void ToggleWidth()
    {
        Pane.IsWide = !Pane.IsWide;
        Workspace.Save();
    }

    private void Stop() => _stop?.Cancel();

    private async Task StartAsync()
    {
        Stop();
        var source = Pane.Source.Trim();
        if (source.Length == 0)
            return;
        using var stop = new CancellationTokenSource();
        _stop = stop;
        Workspace.Activate(Pane);
        if (Pane.Mode != PaneMode.Topic)
            Workspace.Remember(source);
        StateHasChanged();
        try
        {
            await (Pane.Mode switch
            {
                PaneMode.Topic => FollowAsync(source, stop),
                PaneMode.Repeat => RepeatAsync(stop),
                _ => EvaluateAsync(stop),
            });
        }
        catch (OperationCanceledException)
        {
            if (_stop == stop)
                _status = "stopped";
        }
        catch (RayforceException exception)
        {
            if (_stop == stop)
                ShowFault(exception.Message);
        }

        if (_stop != stop)
            return;
        _stop = null;
        if (Pane.Mode != PaneMode.Topic)
            Workspace.TellRan();
        StateHasChanged();
    }

    private async Task RepeatAsync(CancellationTokenSource stop)
    {
        while (await EvaluateAsync(stop))
        {
            StateHasChanged();
            await Task.Delay(TimeSpan.FromSeconds(Pane.Seconds), stop.Token);
        }
    }

    /// <summary>Asks once.</summary>
    /// <returns>Whether there is a result.</returns>
    private async Task<bool> EvaluateAsync(CancellationTokenSource stop)
    {
        var source = Pane.Source;
        var answer = await Server.EvaluateAsync(source, stop.Token);
        stop.Token.ThrowIfCancellationRequested();
        _output = Printable.Lines(Shorten(answer.Output));
        if (answer.Value is RayError error)
        {
            ShowFault(Printable.Lines(new RayforceQueryException(error).Message));
            if (source == Pane.Source && FaultPlace.Find(source, error) is (var start, var length))
                Editors.MarkFault(_editorId, start, length, _fault!);
        }
        else if (answer.Value is { } value)
        {
            ShowValue(value);
            var time = string.Create(CultureInfo.InvariantCulture, $"{answer.Elapsed.TotalMilliseconds:N0} ms");
            _status = _rows is null ? time : $"{CountRows()} · {time}";
        }
        else
        {
            ShowFault(answer.Trouble ?? "");
        }

        return answer.IsResult;
    }

    private async Task FollowAsync(string topic, CancellationTokenSource stop)
    {
        Clear();
        _status = "waiting for publications";
        StateHasChanged();
        var (updates, missed) = (0L, 0L);
        await foreach (var update in Server.SubscribeAsync(topic, stop.Token))
        {
            updates++;
            missed += update.Missed;
            var table = Number(Tabular.Of(update.Payload), update.Sequence);
            if (_rows is null || !_rows.TryAdd(table))
                _rows = new ResultRows(table);
            _rows.KeepLast(TopicRows);
            _status = string.Create(
                CultureInfo.InvariantCulture,
                $"{CountRows()} · {updates:N0} publications{(missed > 0 ? $", {missed:N0} missed" : "")}");
            if (_isStale)
                continue;
            _isStale = true;
            _ = ShowSoonAsync();
        }
    }

    private async Task ShowSoonAsync()
    {
        await Task.Delay(Breath);
        _isStale = false;
        StateHasChanged();
    }

    /// <summary>Puts the number of a publication before its rows.</summary>
    private static RayTable Number(RayTable table, long number)
    {
        var numbers = new long[table.RowCount];
        Array.Fill(numbers, number);
        return new RayTable(
            new RaySymbolVector([PublicationColumn, .. table.Names]),
            new RayList([new RayVector<long>(numbers), .. table.Columns]));
    }

    private void ShowValue(RayObject value)
    {
        Clear();
        switch (value)
        {
            case RayTable or RayDict or RayVector:
            case RayList { Count: > 0 }:
                _rows = new ResultRows(Tabular.Of(value));
                break;
            default:
                _text = Printable.Lines(Shorten(RayfallSource.Of(value)));
                break;
        }
    }

    private void ShowFault(string message)
    {
        Clear();
        _fault = message;
        _status = "";
    }

    private void Clear()
    {
        (_rows, _text, _fault) = (null, null, null);
        Editors.ClearFault(_editorId);
    }

    private string CountRows() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_rows!.Count:N0} {(_rows.Count == 1 ? "row" : "rows")}, {_rows.Names.Length:N0} {(_rows.Names.Length == 1 ? "column" : "columns")}");

    private static string Shorten(string text) => text.Length > MaxCharacters ? $"{text[..MaxCharacters]}…" : text;

    private async Task DownloadAsync()
    {
        _isSaving = true;
        try
        {
            await CsvDownload.StartAsync(_rows!, $"{Pane.Title}.csv");
        }
        finally
        {
            _isSaving = false;
        }
    }
}
