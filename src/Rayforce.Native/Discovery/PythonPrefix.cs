namespace Rayforce.Native.Discovery;

/// <summary>A folder that a Python is installed in, or a virtual environment: what it keeps packages in.</summary>
internal static class PythonPrefix
{
    private const string Configuration = "pyvenv.cfg";

    /// <summary>The folders of packages, in the order in which Python looks into them.</summary>
    public static IEnumerable<string> GetPackageFolders(string prefix)
    {
        var own = GetOwnFolders(prefix);
        if (ReadConfiguration(prefix) is not { } configuration)
            return [.. GetUserFolders(), .. own];
        var shares = configuration.GetValueOrDefault("include-system-site-packages") == "true";
        return shares && configuration.TryGetValue("home", out var home)
            ? [.. own, .. GetUserFolders(), .. GetOwnFolders(GetPrefixOf(home))]
            : own;
    }

    /// <summary>The folder that the Python in a folder of programs is installed in.</summary>
    public static string GetPrefixOf(string programs) =>
        OperatingSystem.IsWindows() && !IsScripts(programs) ? programs : Path.GetDirectoryName(programs) ?? programs;

    /// <summary>Whether a folder is a virtual environment.</summary>
    public static bool IsVirtual(string prefix) => File.Exists(Path.Combine(prefix, Configuration));

    private static bool IsScripts(string programs) =>
        string.Equals(Path.GetFileName(programs), "Scripts", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> GetOwnFolders(string prefix) =>
    [
        .. GetVersions(Path.Combine(prefix, "lib"), "site-packages"),
        .. GetVersions(Path.Combine(prefix, "lib64"), "site-packages"),
        // Debian's, for what is installed beside its own packages, and for those.
        .. GetVersions(Path.Combine(prefix, "local", "lib"), "dist-packages"),
        .. GetVersions(Path.Combine(prefix, "lib"), "dist-packages"),
        Path.Combine(prefix, "Lib", "site-packages"),
    ];

    /// <summary>What a user has installed without an environment.</summary>
    private static IEnumerable<string> GetUserFolders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
            return Folders.Enumerate(Path.Combine(data, "Python"), "Python*")
                .Select(version => Path.Combine(version, "site-packages"));
        }

        return OperatingSystem.IsMacOS()
            ? Folders.Enumerate(Path.Combine(home, "Library", "Python"), "*")
                .Select(version => Path.Combine(version, "lib", "python", "site-packages"))
            : GetVersions(Path.Combine(home, ".local", "lib"), "site-packages");
    }

    private static IEnumerable<string> GetVersions(string folder, string packages) =>
        Folders.Enumerate(folder, "python3*").Select(version => Path.Combine(version, packages));

    private static Dictionary<string, string>? ReadConfiguration(string prefix)
    {
        try
        {
            return File.ReadLines(Path.Combine(prefix, Configuration))
                .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
                .Where(pair => pair.Length == 2)
                .GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1], StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
