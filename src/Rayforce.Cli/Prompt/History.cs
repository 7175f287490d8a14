using System.Text;

namespace Rayforce.Cli.Prompt;

/// <summary>What was typed before, kept in a file that only its owner reads, an entry a line.</summary>
internal sealed class History
{
    /// <summary>The environment variable that names the file.</summary>
    public const string FileVariable = "RAYFORCE_HISTORY";

    private const int MaxEntries = 2000;

    private readonly string? _path;
    private readonly List<string> _entries = [];

    /// <summary>Reads what there is.</summary>
    /// <param name="path">The file; null to keep nothing.</param>
    public History(string? path)
    {
        _path = path;
        try
        {
            if (path is not null && File.Exists(path))
                _entries.AddRange(File.ReadLines(path).TakeLast(MaxEntries).Select(Unescape));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // One works at a prompt without it.
            _path = null;
        }
    }

    /// <summary>The entries, the oldest first.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>
    /// The file: that of the environment variable, or where the system keeps the state of programs.
    /// </summary>
    public static string DefaultPath
    {
        get
        {
            if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named)
                return named;
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            var state = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } folder
                    ? folder
                    : Path.Combine(home, ".local", "state");
            return Path.Combine(state, "rayforce", "history");
        }
    }

    /// <summary>Adds an entry, unless it is the last one again or begins with a blank.</summary>
    public void Add(string entry)
    {
        if (entry.Length == 0 || entry[0] == ' ' || (_entries.Count > 0 && _entries[^1] == entry))
            return;
        _entries.Add(entry);
        try
        {
            Append(entry);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // As above: it is kept until the program ends.
        }
    }

    private void Append(string entry)
    {
        if (_path is null)
            return;
        if (Path.GetDirectoryName(Path.GetFullPath(_path)) is { } folder)
            Directory.CreateDirectory(folder);
        // What was typed may hold a secret.
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(_path, options);
        stream.Write(Encoding.UTF8.GetBytes($"{Escape(entry)}\n"));
    }

    private static string Escape(string entry) => entry
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Unescape(string line)
    {
        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\' || i + 1 == line.Length)
                text.Append(line[i]);
            else
                text.Append(line[++i] == 'n' ? '\n' : line[i]);
        }

        return text.ToString();
    }
}
