using System.Globalization;

namespace Rayforce.Server.Journals;

/// <summary>The files of a journal, with the names that native gives them.</summary>
internal sealed class JournalPaths
{
    private const string LogSuffix = ".log";

    /// <param name="folder">Where they lie.</param>
    public JournalPaths(string folder) => (Folder, Base) = (folder, Path.Combine(folder, "db"));

    private JournalPaths(string folder, string name) => (Folder, Base) = (folder, name);

    /// <summary>What the names of all files begin with, as native is told it: <c>-l FOLDER/db</c>.</summary>
    public string Base { get; }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The changes since the snapshot.</summary>
    public string Log => Base + LogSuffix;

    /// <summary>All globals at one time.</summary>
    public string Snapshot => Base + ".qdb";

    /// <summary>Held locked while a process has the journal open.</summary>
    public string Lock => Base + ".lk";

    /// <summary>The files beside a log, whatever its name.</summary>
    public static JournalPaths OfLog(string log) => new(
        Path.GetDirectoryName(Path.GetFullPath(log))!,
        log.EndsWith(LogSuffix, StringComparison.Ordinal) ? log[..^LogSuffix.Length] : log);

    /// <summary>A file that is being written, and takes the place of another when it is whole.</summary>
    public static string DraftOf(string path) => path + ".draft";

    /// <summary>The name, which no file has, of something that is set aside now.</summary>
    /// <param name="suffix">What it ends with.</param>
    public string Aside(string suffix)
    {
        var time = DateTime.UtcNow.ToString("yyyy'.'MM'.'dd'T'HH'.'mm'.'ss'Z'", CultureInfo.InvariantCulture);
        var path = $"{Base}.{time}.{suffix}";
        for (var i = 1; File.Exists(path); i++)
            path = $"{Base}.{time}.{i}.{suffix}";
        return path;
    }
}
