using System.Runtime.InteropServices;

namespace Rayforce.Native.Interop;

/// <summary>Finds functions in a library and remembers which are not there.</summary>
/// <param name="handle">The library.</param>
internal sealed class NativeExports(nint handle)
{
    private readonly List<string> _missing = [];

    /// <summary>The symbols that were needed and not found.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Finds a function that has to be there.</summary>
    /// <returns>Its address, or 0: then it is in <see cref="Missing"/>, and the library must not be used.</returns>
    public nint Find(string symbol)
    {
        if (NativeLibrary.TryGetExport(handle, symbol, out var address))
            return address;
        _missing.Add(symbol);
        return 0;
    }

    /// <summary>Finds a function that can be done without.</summary>
    /// <returns>Its address, or 0.</returns>
    public nint FindOptional(string symbol) =>
        NativeLibrary.TryGetExport(handle, symbol, out var address) ? address : 0;
}
