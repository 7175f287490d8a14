using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rayforce.Native.Interop;

namespace Rayforce.Native.Loading;

/// <summary>Files that Linux's loader opens by their number, whatever the folders of this machine allow.</summary>
internal static unsafe class MemoryFile
{
    private const uint CloseOnExecute = 1;

    // They stay open: the loader knows what it has loaded by name, and would take a number that comes again for the
    // file that had it before.
    private static readonly List<SafeFileHandle> Open = [];

    /// <summary>Makes a file in memory.</summary>
    /// <returns>Its path; null where the system has no such files.</returns>
    public static string? TryCreate(ReadOnlySpan<byte> content)
    {
        var create = (delegate* unmanaged[Cdecl]<byte*, uint, int>)
            new NativeExports(NativeLibrary.GetMainProgramHandle()).FindOptional("memfd_create");
        if (create == null)
            return null;
        int number;
        fixed (byte* name = "rayforce\0"u8)
            number = create(name, CloseOnExecute);
        if (number < 0)
            return null;
        var file = new SafeFileHandle(number, ownsHandle: true);
        RandomAccess.Write(file, content, 0);
        return Keep(file);
    }

    /// <summary>
    /// A path of an existing file that has nothing in it for the loader to expand; with <c>$</c> it names folders.
    /// </summary>
    public static string Expose(string path) =>
        path.Contains('$', StringComparison.Ordinal) ? Keep(File.OpenHandle(path)) : path;

    private static string Keep(SafeFileHandle file)
    {
        lock (Open)
            Open.Add(file);
        return $"/proc/self/fd/{file.DangerousGetHandle()}";
    }
}
