using System.Runtime.InteropServices;
using Rayforce.Ipc;
using Rayforce.Native.Interop;
using Rayforce.Native.Loading;

namespace Rayforce.Native;

/// <summary>
/// A shared library of native Rayforce, of either generation: they are told apart by what they export. A library that
/// has been loaded stays loaded for the life of the process.
/// </summary>
public sealed class RayNativeLibrary
{
    private const string LoaderName = "rayforce";

    private const string Advice =
        $"Install it with `pip install rayforce-py`, or give its path by option, in {RayNativeOptions.LibraryVariable} " +
        $"(wire version 3) or in {RayNativeOptions.LibraryVariableWire1} (wire version 1).";

    private RayNativeLibrary(string path, nint handle, NativeCore core)
    {
        Path = path;
        Handle = handle;
        Core = core;
        Version = core.ReadVersion();
    }

    /// <summary>Where it was loaded from; <c>rayforce</c> where the system's loader found it.</summary>
    public string Path { get; }

    /// <summary>The version that the library says it is, for example <c>2.5.12</c>.</summary>
    public string Version { get; }

    /// <summary>The wire version that it speaks.</summary>
    public WireVersion WireVersion => Core.WireVersion;

    /// <summary>
    /// Whether it has a restricted mode that restricts: core 0.x has none, and 2.1.8 lets requests out of it.
    /// </summary>
    public bool CanRestrict => Core.CanRestrict;

    /// <summary>
    /// Whether an evaluation can be interrupted, with the risk that <see cref="RayNativeOptions.Interrupts"/> tells.
    /// </summary>
    public bool CanInterrupt => Core.CanInterrupt;

    internal nint Handle { get; }

    internal NativeCore Core { get; }

    /// <summary>
    /// Finds a rayforce-py that is installed: in the active virtual environment, by the Pythons of the search path, or
    /// where a path says. Nothing is loaded; a Python is asked only where no folder tells.
    /// </summary>
    /// <param name="path">
    /// The folder of the package, one that packages are installed in, a virtual environment, or a Python. Default null:
    /// any that is there.
    /// </param>
    /// <returns>What was found; null for nothing.</returns>
    public static RayNativeInstallation? Find(string? path = null) => RayNativeInstallation.Find(path);

    /// <summary>Loads a library. Nothing of it runs but what tells its version.</summary>
    /// <param name="options">Which library; default: any that is there.</param>
    /// <exception cref="RayNativeException">
    /// There is none, it is no Rayforce, of the other generation, or lacks symbols.
    /// </exception>
    public static RayNativeLibrary Load(RayNativeOptions? options = null)
    {
        options ??= new RayNativeOptions();
        var path = FindPath(options);
        var handle = Open(path, options.PythonPath ?? Get(RayNativeOptions.PythonVariable));
        try
        {
            var name = path ?? LoaderName;
            var core = Probe(name, handle);
            if (options.WireVersion is { } wanted && wanted != core.WireVersion)
            {
                throw new RayNativeException(
                    $"'{name}' speaks wire version {(int)core.WireVersion}, and version {(int)wanted} was asked for. " +
                    "Give the path of a library of the other generation.");
            }

            return new RayNativeLibrary(name, handle, core);
        }
        catch
        {
            NativeLibrary.Free(handle);
            throw;
        }
    }

    private static string? FindPath(RayNativeOptions options) => options.LibraryPath switch
    {
        null => GetVariable(options.WireVersion) ?? Find()?.LibraryPath,
        var path when Directory.Exists(path) => Find(path)?.LibraryPath
            ?? throw new RayNativeException($"There is no rayforce-py in '{path}'. {Advice}"),
        var path => path,
    };

    private static string? GetVariable(WireVersion? version) => version switch
    {
        Ipc.WireVersion.V3 => Get(RayNativeOptions.LibraryVariable),
        Ipc.WireVersion.V1 => Get(RayNativeOptions.LibraryVariableWire1),
        _ => Get(RayNativeOptions.LibraryVariable) ?? Get(RayNativeOptions.LibraryVariableWire1),
    };

    private static string? Get(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;

    private static nint Open(string? path, string? python)
    {
        try
        {
            return path is null
                ? NativeLibrary.Load(LoaderName, typeof(RayNativeLibrary).Assembly, null)
                : LibraryLoader.Load(System.IO.Path.GetFullPath(path), python);
        }
        catch (Exception exception) when (
            exception is DllNotFoundException or BadImageFormatException or ArgumentException)
        {
            throw new RayNativeException($"{Explain(path, exception.Message.TrimEnd())} {Advice}", exception);
        }
    }

    /// <summary>The system's words are many, and of no use where there is nothing to load.</summary>
    private static string Explain(string? path, string message)
    {
        if (path is null)
        {
            return "There is no native Rayforce: no variable names a library, no rayforce-py is installed where it " +
                $"is looked for, and the system's loader finds none under the name {LoaderName}.";
        }

        return File.Exists(path) || path.Length == 0
            ? $"The native Rayforce library '{path}' cannot be loaded: {message}"
            : $"The native Rayforce library '{path}' is not there.";
    }

    private static NativeCore Probe(string path, nint handle)
    {
        if (NativeLibrary.TryGetExport(handle, Core2.StartSymbol, out _))
            return Bind(path, handle, "2.x", exports => new Core2(exports));
        if (NativeLibrary.TryGetExport(handle, Core0.StartSymbol, out _))
            return Bind(path, handle, "0.x", exports => new Core0(exports));
        throw new RayNativeException(
            $"'{path}' is no Rayforce library: it exports neither {Core2.StartSymbol} (core 2.x) nor " +
            $"{Core0.StartSymbol} (core 0.x). Give the path of one that was built to be embedded.");
    }

    private static NativeCore Bind(string path, nint handle, string generation, Func<NativeExports, NativeCore> create)
    {
        var exports = new NativeExports(handle);
        var core = create(exports);
        if (exports.Missing.Count == 0)
            return core;
        throw new RayNativeException(
            $"'{path}' is a Rayforce library of core {generation}, but lacks {string.Join(", ", exports.Missing)}. " +
            "Build it with all of its functions exported.");
    }
}
