using System.Runtime.InteropServices;
using Rayforce.Native.Interop;

namespace Rayforce.Native.Loading;

/// <summary>
/// Loads a library by its path: as it is, or, where it is an extension of Python, with something that has the symbols
/// it wants. Nothing of Python is ever called.
/// </summary>
internal static unsafe class LibraryLoader
{
    private const int Lazily = 1;

    /// <summary>Loads a library.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="python">The path of a libpython to load before it, where nothing else helps; null for none.</param>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message is the system's and says what to do.</exception>
    /// <exception cref="BadImageFormatException">It is no library of this machine.</exception>
    public static nint Load(string path, string? python)
    {
        if (OperatingSystem.IsLinux() && File.Exists(path))
            path = MemoryFile.Expose(path);
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException exception) when (File.Exists(path))
        {
            if (TryLoadWithStub(path, out var library))
                return library;
            if (python is not null)
                LoadForAll(python);
            if (python is not null && NativeLibrary.TryLoad(path, out library))
                return library;
            throw new DllNotFoundException(Explain(exception.Message, path, python), exception);
        }
    }

    private static bool TryLoadWithStub(string path, out nint library)
    {
        library = 0;
        if (!OperatingSystem.IsLinux() || ElfLibrary.Read(path) is not { } elf)
            return false;
        var symbols = elf.Undefined.Where(IsOfPython).ToList();
        if (symbols.Count == 0)
            return false;
        var stub = ElfStub.Write(elf.Machine, $"rayforce-stub-{Guid.NewGuid():N}.so", path, symbols);
        // The stub stays loaded, and the library with it.
        return MemoryFile.TryCreate(stub) is { } file
            && NativeLibrary.TryLoad(file, out _)
            && NativeLibrary.TryLoad(path, out library);
    }

    private static bool IsOfPython(string symbol) =>
        symbol.StartsWith("Py", StringComparison.Ordinal) || symbol.StartsWith("_Py", StringComparison.Ordinal);

    /// <summary>Loads a library whose symbols all those that come after it see.</summary>
    private static void LoadForAll(string path)
    {
        // On Windows a library finds what it needs by the name of the file, which is loaded then.
        if (OperatingSystem.IsWindows())
        {
            NativeLibrary.Load(path);
            return;
        }

        var open = (delegate* unmanaged[Cdecl]<byte*, int, nint>)
            new NativeExports(NativeLibrary.GetMainProgramHandle()).FindOptional("dlopen");
        var forAll = OperatingSystem.IsMacOS() ? 8 : 0x100;
        var text = Marshal.StringToCoTaskMemUTF8(path);
        var library = open == null ? 0 : open((byte*)text, Lazily | forAll);
        Marshal.FreeCoTaskMem(text);
        if (library == 0)
            // For its message.
            NativeLibrary.Load(path);
    }

    private static string Explain(string message, string path, string? python)
    {
        message = message.TrimEnd();
        if (!Path.GetFileName(path).Contains("rayforce_c", StringComparison.Ordinal)
            && !message.Contains("Py", StringComparison.Ordinal))
        {
            return message;
        }

        return python is null
            ? $"{message} It is an extension of Python and wants Python's symbols: install a shared libpython (on " +
              "Debian the package libpython3, elsewhere it comes with Python), and name it in RAYFORCE_LIBPYTHON."
            : $"{message} It is an extension of Python, and '{python}' has not got what it wants.";
    }
}
