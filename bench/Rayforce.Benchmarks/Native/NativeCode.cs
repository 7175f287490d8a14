using Rayforce.Ipc;
using Rayforce.Native;

namespace Rayforce.Benchmarks;

/// <summary>The native code that there is to compare with: the environment names it.</summary>
internal static class NativeCode
{
    /// <summary>What is left out without a library.</summary>
    public const string Category = "Native";

    private const string BinaryVariable = "RAYFORCE_BINARY";

    /// <summary>Whether there is a library of wire version 3.</summary>
    public static bool HasLibrary => Get(RayNativeOptions.LibraryVariable) is not null;

    /// <summary>Whether there is a native server to start.</summary>
    public static bool HasBinary => Binary is not null;

    /// <summary>The native server.</summary>
    public static string? Binary => Get(BinaryVariable);

    /// <summary>How to load the library.</summary>
    public static RayNativeOptions Options { get; } = new() { WireVersion = WireVersion.V3 };

    /// <summary>Says what will be missing.</summary>
    public static void Announce()
    {
        foreach (var variable in new[] { RayNativeOptions.LibraryVariable, BinaryVariable })
        {
            if (Get(variable) is null)
                Console.WriteLine($"// {variable} is not set: the lines that need it are left out.");
        }
    }

    private static string? Get(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;
}
