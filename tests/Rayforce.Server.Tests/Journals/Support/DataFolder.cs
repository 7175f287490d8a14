using Rayforce.Server.Engines;

namespace Rayforce.Server.Tests.Journals;

/// <summary>A folder with a journal, for as long as a test takes.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rayforce-data-");

    public string Path => _folder.FullName;

    public string Base => System.IO.Path.Combine(Path, "db");

    public string Log => Base + ".log";

    public string Snapshot => Base + ".qdb";

    /// <summary>The names of the files that begin with <c>db.</c>, without it.</summary>
    public IEnumerable<string> Files =>
        _folder.EnumerateFiles("db.*").Select(file => file.Name["db.".Length..]).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Opens an engine, the flushes of which nothing in a test depends on.</summary>
    public Task<OpenData> OpenAsync(Func<RayfallEngineOptions, RayfallEngineOptions>? configure = null) =>
        OpenData.OpenAsync(Path, configure);

    /// <summary>What is there now, as it is when the process that has it open ends at this moment.</summary>
    public DataFolder Copy()
    {
        var copy = new DataFolder();
        foreach (var file in _folder.EnumerateFiles())
        {
            // A lock belongs to a process.
            if (file.Extension != ".lk")
                File.Copy(file.FullName, System.IO.Path.Combine(copy.Path, file.Name));
        }

        return copy;
    }
}
