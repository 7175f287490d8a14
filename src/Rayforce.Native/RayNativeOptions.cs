using Rayforce.Ipc;

namespace Rayforce.Native;

/// <summary>Which library to load, and how to run it.</summary>
public sealed record RayNativeOptions
{
    /// <summary>The environment variable that holds the path of a library of wire version 3.</summary>
    public const string LibraryVariable = "RAYFORCE_LIBRARY";

    /// <summary>The environment variable that holds the path of a library of wire version 1.</summary>
    public const string LibraryVariableWire1 = "RAYFORCE_LIBRARY_WIRE1";

    /// <summary>
    /// The path of the library. Default: what <see cref="LibraryVariable"/> says, then <see
    /// cref="LibraryVariableWire1"/>, then whatever the system's loader finds under the name <c>rayforce</c>.
    /// </summary>
    public string? LibraryPath { get; init; }

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
    /// How long disposing waits for an evaluation that does not heed the interrupt: one long step, or anything in
    /// core 0.x. Default 10 s.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
