using Rayforce.Ipc;

namespace Rayforce.Native;

/// <summary>One request to the runtime.</summary>
/// <param name="Payload">
/// The bytes after a frame's header, unpacked: a string is source text, any other object an expression. They have to
/// stay as they are until the answer is there.
/// </param>
/// <param name="Version">The wire version of the payload; the reply is written in the same one.</param>
/// <param name="Verbose">Whether the reply shall be a list of two: what evaluation printed, and its result.</param>
/// <param name="Restricted">
/// Whether commands that write or reach the system are refused with the error <c>access</c>.
/// </param>
public readonly record struct RayNativeRequest(
    ReadOnlyMemory<byte> Payload, WireVersion Version, bool Verbose = false, bool Restricted = false);
