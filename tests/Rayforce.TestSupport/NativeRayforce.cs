namespace Rayforce.TestSupport;

/// <summary>
/// Native Rayforce, core by core, as the environment names it: <c>RAYFORCE_NATIVE</c> a folder with one for each core,
/// and variables of their own for single files. What is not there skips its test, by name.
/// </summary>
public static class NativeRayforce
{
    /// <summary>The newest core, which is right where they differ.</summary>
    public const string Newest = "3.0.1";

    /// <summary>The core of April 2026, of wire version 1.</summary>
    public const string Wire1 = "wire1";

    private const string FolderVariable = "RAYFORCE_NATIVE";

    /// <summary>The cores of wire version 3.</summary>
    public static IReadOnlyList<string> Wire3 { get; } = [Newest, "2.11.0", "2.1.8"];

    /// <summary>The cores of wire version 3 that survive a damaged frame, a restricted request and an interrupt.</summary>
    public static IReadOnlyList<string> Sound { get; } = [Newest, "2.11.0"];

    /// <summary>Every core.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Wire3, Wire1];

    /// <summary>The library of a core.</summary>
    public static string GetLibrary(string core) => Get(core, "RAYFORCE_LIBRARY", "_rayforce_c.so");

    /// <summary>The executable of a core.</summary>
    public static string GetBinary(string core) => Get(core, "RAYFORCE_BINARY", "rayforce");

    /// <summary>A Python with rayforce-py: <c>py2</c> with 2.4.0, <c>py1</c> with 1.0.0.</summary>
    public static string GetPython(string name) => Find(variable: null, Path.Combine(name, "bin", "python"));

    private static string Get(string core, string variable, string file) => Find(
        core switch
        {
            Newest => variable,
            Wire1 => variable + "_WIRE1",
            _ => null,
        },
        Path.Combine(core, file));

    private static string Find(string? variable, string path)
    {
        if (variable is not null && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } single)
            return single;
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Skip.If(string.IsNullOrEmpty(folder), $"{FolderVariable}{(variable is null ? "" : $" or {variable}")} is not set.");
        path = Path.GetFullPath(Path.Combine(folder!, path));
        Skip.IfNot(File.Exists(path), $"{path} is not there.");
        return path;
    }
}
