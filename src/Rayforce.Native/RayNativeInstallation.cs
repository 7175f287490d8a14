using Rayforce.Native.Discovery;

namespace Rayforce.Native;

/// <summary>
/// A rayforce-py that is installed on this machine. It holds the library and the executable of native Rayforce; Python
/// is not needed to use either.
/// </summary>
public sealed class RayNativeInstallation
{
    private const string VirtualEnvironment = "VIRTUAL_ENV";

    private RayNativeInstallation(string folder, string foundBy)
    {
        Folder = folder;
        FoundBy = foundBy;
        LibraryPath = PythonPackage.FindLibrary(folder)!;
        BinaryPath = PythonPackage.FindBinary(folder);
        PackageVersion = PythonPackage.FindVersion(folder);
    }

    /// <summary>The folder of the package.</summary>
    public string Folder { get; }

    /// <summary>How it was found: <c>VIRTUAL_ENV</c>, the path of a Python, or the path that was given.</summary>
    public string FoundBy { get; }

    /// <summary>The library, for <see cref="RayNativeOptions.LibraryPath"/>.</summary>
    public string LibraryPath { get; }

    /// <summary>The executable; null where the package has none.</summary>
    public string? BinaryPath { get; }

    /// <summary>The version of rayforce-py, which is not the one of the core; null where nothing says it.</summary>
    public string? PackageVersion { get; }

    internal static RayNativeInstallation? Find(string? path) => path is null ? FindAny() : FindAt(path);

    private static RayNativeInstallation? FindAny()
    {
        if (Environment.GetEnvironmentVariable(VirtualEnvironment) is { Length: > 0 } prefix
            && FindUnder(prefix, VirtualEnvironment) is { } active)
        {
            return active;
        }

        var pythons = PythonCommand.FindAll().ToList();
        return FindBy(pythons, PythonCommand.FindPackage) ?? FindBy(pythons, PythonCommand.AskForPackage);
    }

    private static RayNativeInstallation? FindBy(IEnumerable<string> pythons, Func<string, string?> find)
    {
        foreach (var python in pythons)
        {
            if (find(python) is { } folder)
                return new RayNativeInstallation(folder, python);
        }

        return null;
    }

    /// <summary>A path may be the package's folder, one that it is installed in, an environment, or a Python.</summary>
    private static RayNativeInstallation? FindAt(string path)
    {
        path = Path.GetFullPath(path);
        if (PythonPackage.IsPackage(path))
            return new RayNativeInstallation(path, path);
        if (PythonPackage.FindIn([path]) is { } folder)
            return new RayNativeInstallation(folder, path);
        return File.Exists(path)
            ? FindBy([path], PythonCommand.FindPackage) ?? FindBy([path], PythonCommand.AskForPackage)
            : FindUnder(path, path);
    }

    private static RayNativeInstallation? FindUnder(string prefix, string foundBy) =>
        PythonPackage.FindIn(PythonPrefix.GetPackageFolders(prefix)) is { } folder
            ? new RayNativeInstallation(folder, foundBy)
            : null;
}
