using Rayforce.Ipc;

namespace Rayforce.Native;

/// <summary>Which library to load, and how to run it.</summary>
public sealed record RayNativeOptions
{
    /// <summary>The environment variable that holds the path of a library of wire version 3.</summary>
    public const string LibraryVariable = "RAYFORCE_LIBRARY";

    /// <summary>The environment variable that holds the path of a library of wire version 1.</summary>
    public const string LibraryVariableWire1 = "RAYFORCE_LIBRARY_WIRE1";

    /// <summary>The environment variable that holds the path of a libpython.</summary>
    public const string PythonVariable = "RAYFORCE_LIBPYTHON";

    /// <summary>
    /// The path of the library, or a folder that rayforce-py is installed in (see <see
    /// cref="RayNativeLibrary.Find"/>). Default: what <see cref="LibraryVariable"/> says, then <see
    /// cref="LibraryVariableWire1"/>, then the library of an installed rayforce-py, then whatever the system's loader
    /// finds under the name <c>rayforce</c>.
    /// </summary>
    public string? LibraryPath { get; init; }

    /// <summary>
    /// The path of a shared libpython. It is loaded, and not run, where the library is an extension of Python and cannot
    /// be loaded without one: on macOS and Windows. Default: what <see cref="PythonVariable"/> says, otherwise none.
    /// </summary>
    public string? PythonPath { get; init; }

    /// <summary>
    /// The wire version that the library has to speak. Default: any. Given, only its own environment variable is
    /// looked at, and a library of the other generation is refused.
    /// </summary>
    public WireVersion? WireVersion { get; init; }

    /// <summary>
    /// The requests that may wait for the runtime. Default 1,024. More wait before the queue, which costs each of
    /// them a little memory; a smaller queue makes them wait there earlier.
    /// </summary>
    public int QueueCapacity { get; init; } = 1024;

    /// <summary>
    /// The stack of the runtime's thread, in bytes. Default 16 MiB, twice what a main thread has as a rule: the
    /// runtime evaluates and decodes recursively, up to 512 deep. Only what is used is backed by memory.
    /// </summary>
    public int StackSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Whether an evaluation is interrupted that was given up. Default false: it runs to its end, and other requests
    /// wait for it, because an interrupt is free of risk in no core. In 2.11 and 3.0 what runs may go on with memory
    /// that nothing was written to, which can end the process, be kept under a global name, or become a wrong value
    /// there. Has no effect in core 0.x, which has no interrupt, nor in 2.1.8, which does not survive one.
    /// </summary>
    public bool Interrupts { get; init; }

    /// <summary>
    /// How long disposing waits for an evaluation that goes on. Default 10 s.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
