using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Rayforce.Console.Browser;

namespace Rayforce.Console.Panes;

/// <summary>The panes of the page, what was run in them, and the colours; the browser keeps them.</summary>
internal sealed class Workspace
{
    private const string Key = "rayforce.console";
    private const string HashStart = "panes=";
    private const int MaxHistory = 200;

    private readonly List<Pane> _panes = [];
    private readonly List<string> _history = [];

    /// <summary>Told when panes, history or colours are others.</summary>
    public event Action? Changed;

    /// <summary>Told when something was run that may have bound names.</summary>
    public event Action? Ran;

    /// <summary>Told a source that is to be put into the active pane.</summary>
    public event Action<Pane, string>? Put;

    /// <summary>The panes in their order.</summary>
    public IReadOnlyList<Pane> Panes => _panes;

    /// <summary>What was run, the latest last.</summary>
    public IReadOnlyList<string> History => _history;

    /// <summary>The colours: <c>dark</c>, <c>light</c>, or nothing for what the system wants.</summary>
    public string Theme { get; private set; } = "";

    /// <summary>The pane that was used last.</summary>
    public Pane? Active { get; private set; }

    /// <summary>
    /// Takes the panes of the address, or else those that the browser has kept. Panes of an address are kept when
    /// something in them is changed.
    /// </summary>
    public void Load()
    {
        var kept = Read(Page.Load(Key) ?? "");
        _history.AddRange(kept?.History ?? []);
        SetTheme(kept?.Theme ?? "");
        var hash = Page.GetHash();
        var shared = hash.StartsWith(HashStart, StringComparison.Ordinal) && Base64Url.IsValid(hash.AsSpan(HashStart.Length))
            ? Read(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(hash.AsSpan(HashStart.Length))))
            : null;
        Show((shared ?? kept)?.Panes ?? []);
    }

    /// <summary>Shows the panes of a file.</summary>
    /// <returns>False where it is none.</returns>
    public bool TryOpen(string text)
    {
        if (Read(text) is not { Panes.Count: > 0 } opened)
            return false;
        Show(opened.Panes);
        Save();
        return true;
    }

    /// <summary>The panes as a file.</summary>
    public string ToText() => Write(new SavedWorkspace { Panes = _panes });

    /// <summary>The panes as what stands behind the <c>#</c> of an address.</summary>
    public string ToHash() => HashStart + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ToText()));

    /// <summary>Adds a pane behind the others.</summary>
    public void Add(Pane pane)
    {
        _panes.Add(pane);
        Active = pane;
        Save();
    }

    /// <summary>Takes a pane away; the last one makes room for an empty one.</summary>
    public void Remove(Pane pane)
    {
        _panes.Remove(pane);
        if (_panes.Count == 0)
            _panes.Add(new Pane { IsWide = true });
        if (Active == pane)
            Active = _panes[0];
        Save();
    }

    /// <summary>Moves a pane before its neighbour, or behind it.</summary>
    /// <param name="pane">The pane.</param>
    /// <param name="by">-1 or 1.</param>
    public void Move(Pane pane, int by)
    {
        var place = _panes.IndexOf(pane);
        if (place + by < 0 || place + by >= _panes.Count)
            return;
        (_panes[place], _panes[place + by]) = (_panes[place + by], _panes[place]);
        Save();
    }

    /// <summary>Makes a pane the one that was used last.</summary>
    public void Activate(Pane pane)
    {
        if (Active == pane)
            return;
        Active = pane;
        Changed?.Invoke();
    }

    /// <summary>Puts a source into the pane that was used last.</summary>
    public void PutSource(string source)
    {
        if (Active is { } pane)
            Put?.Invoke(pane, source);
    }

    /// <summary>Remembers that a source was run.</summary>
    public void Remember(string source)
    {
        _history.Remove(source);
        _history.Add(source);
        if (_history.Count > MaxHistory)
            _history.RemoveAt(0);
        Save();
    }

    /// <summary>Says that something was run.</summary>
    public void TellRan() => Ran?.Invoke();

    /// <summary>Colours the page.</summary>
    public void SetTheme(string theme)
    {
        Theme = theme is "dark" or "light" ? theme : "";
        Page.SetTheme(Theme);
    }

    /// <summary>Has the browser keep what there is.</summary>
    public void Save()
    {
        Page.Save(Key, Write(new SavedWorkspace { Panes = _panes, History = _history, Theme = Theme }));
        Changed?.Invoke();
    }

    private static SavedWorkspace? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, WorkspaceJson.Default.SavedWorkspace);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Write(SavedWorkspace saved) => JsonSerializer.Serialize(saved, WorkspaceJson.Default.SavedWorkspace);

    private void Show(List<Pane> panes)
    {
        _panes.Clear();
        _panes.AddRange(panes.DistinctBy(static pane => pane.Id));
        if (_panes.Count == 0)
            _panes.Add(new Pane { IsWide = true });
        Active = _panes[0];
    }
}
