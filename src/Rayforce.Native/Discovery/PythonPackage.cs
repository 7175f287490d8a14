namespace Rayforce.Native.Discovery;

/// <summary>The folder of the package rayforce, as rayforce-py installs it: it holds the library and the executable.</summary>
internal static class PythonPackage
{
    private const string Name = "rayforce";
    private const string LibraryName = "_rayforce_c";

    /// <summary>The package in one of several folders that packages are installed in.</summary>
    /// <returns>Its folder; null where none has it.</returns>
    public static string? FindIn(IEnumerable<string> folders) =>
        folders.Select(folder => Path.Combine(folder, Name)).FirstOrDefault(IsPackage);

    /// <summary>Whether a folder is the package: another one of that name has no such library.</summary>
    public static bool IsPackage(string folder) => FindLibrary(folder) is not null;

    /// <summary>The library in the package; null where there is none.</summary>
    public static string? FindLibrary(string package) => Folders.Enumerate(package, LibraryName + "*")
        .FirstOrDefault(file => Path.GetExtension(file) is ".so" or ".pyd" or ".dylib");

    /// <summary>The executable in the package; null where there is none.</summary>
    public static string? FindBinary(string package)
    {
        string[] names = [Name, Name + ".exe"];
        return names.Select(name => Path.Combine(package, "bin", name)).FirstOrDefault(File.Exists);
    }

    /// <summary>The version that was installed; null where nothing says it.</summary>
    public static string? FindVersion(string package)
    {
        const string prefix = "rayforce_py-";
        const string suffix = ".dist-info";
        var folder = Folders.Enumerate(Path.GetDirectoryName(package) ?? "", prefix + "*" + suffix).FirstOrDefault();
        return folder is null ? null : Path.GetFileName(folder)[prefix.Length..^suffix.Length];
    }
}
