using Rayforce.Ipc;
using Rayforce.Native;

namespace Rayforce.Benchmarks;

/// <summary>The native code that there is to compare with: the environment names it.</summary>
internal static class NativeCode
{
    /// <summary>What is left out without a library.</summary>
    public const string Category = "Native";

    private const string BinaryVariable = "RAYFORCE_BINARY";
    private const string FolderVariable = "RAYFORCE_NATIVE";
    private const string Core = "3.0.1";

    /// <summary>Whether there is a library of wire version 3.</summary>
    public static bool HasLibrary => Library is not null;

    /// <summary>Whether there is a native server to start.</summary>
    public static bool HasBinary => Binary is not null;

    /// <summary>The native server.</summary>
    public static string? Binary => Get(BinaryVariable) ?? InFolder("rayforce");

    /// <summary>How to load the library.</summary>
    public static RayNativeOptions Options { get; } = new() { WireVersion = WireVersion.V3, LibraryPath = Library };

    /// <summary>Says what will be missing.</summary>
    public static void Announce()
    {
        foreach (var (variable, path) in new[] { (RayNativeOptions.LibraryVariable, Library), (BinaryVariable, Binary) })
        {
            if (path is null)
                Console.WriteLine($"// {FolderVariable} or {variable} is not set: what needs it is left out.");
        }
    }

    private static string? Library => Get(RayNativeOptions.LibraryVariable) ?? InFolder("_rayforce_c.so");

    private static string? InFolder(string file) =>
        Get(FolderVariable) is { } folder ? Path.Combine(folder, Core, file) : null;

    private static string? Get(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;
}
